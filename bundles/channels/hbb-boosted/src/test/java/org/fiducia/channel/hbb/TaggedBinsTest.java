package org.fiducia.channel.hbb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.channel.Category;
import org.junit.jupiter.api.Test;

class TaggedBinsTest {
    @Test
    void findsThePairsOfItsCategories() {
        double[] edges = {450, 512.5, 1200};
        List<Category> categories = TaggedBins.categories(edges);
        assertEquals(
                List.of("pass_450_512.5", "pass_512.5_1200", "fail_450_512.5", "fail_512.5_1200"),
                categories.stream().map(Category::id).toList());
        TaggedBins bins = TaggedBins.of(categories);
        assertEquals(new TaggedBins.Bin(0, 2, 450, 512.5), bins.bins().get(0));
        assertEquals(new TaggedBins.Bin(1, 3, 512.5, 1200), bins.bins().get(1));
        assertArrayEquals(edges, bins.edges());
        assertEquals(List.of("bb"), Category.generatedClasses(categories));
    }

    @Test
    void refusesCategoriesWithoutPartner() {
        for (List<Category> wrong : List.of(
                List.of(new Category("4e", "")),
                List.of(new Category("pass_450_500", "")),
                List.of(new Category("pass_450_500", ""), new Category("fail_500_550", "")),
                List.<Category>of())) {
            var refused = assertThrows(FiduciaException.class, () -> TaggedBins.of(wrong));
            assertTrue(refused.remedy().contains("hbb-boosted"), refused.remedy());
        }
    }
}
