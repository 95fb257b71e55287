package org.fiducia.kernel.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitWeaverTest {
    /** Ends the process in every way there is, among branches that need stack maps. */
    public static final class Exits {
        private Exits() {}

        public static int system(int code) {
            for (int i = 0; i < 2; i++) {
                if (code > i) {
                    System.exit(code);
                }
            }
            return code;
        }

        public static int runtime(int code) {
            if (code > 0) {
                Runtime.getRuntime().exit(code);
            }
            return code;
        }

        public static int halt(int code) {
            if (code > 0) {
                Runtime.getRuntime().halt(code);
            }
            return code;
        }

        public static int lambda(int code) {
            IntUnaryOperator exit = x -> {
                System.exit(x);
                return x;
            };
            return code > 0 ? exit.applyAsInt(code) : code;
        }
    }

    /** The same in an interface. */
    public interface ExitsToo {
        static int system(int code) {
            if (code > 0) {
                System.exit(code);
            }
            return code;
        }
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        String name = type.getName();
        try (var in = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            return in.readAllBytes();
        }
    }

    private static Class<?> woven(Class<?> type) throws IOException {
        byte[] changed = ExitWeaver.withoutExit(bytes(type));
        return new ClassLoader(type.getClassLoader()) {
            Class<?> define() {
                return defineClass(type.getName(), changed, 0, changed.length);
            }
        }.define();
    }

    @ParameterizedTest
    @ValueSource(strings = {"system", "runtime", "halt", "lambda"})
    void everyWayOutIsClosed(String way) throws Exception {
        var method = woven(Exits.class).getMethod(way, int.class);
        assertEquals(0, method.invoke(null, 0));
        var thrown = assertThrows(InvocationTargetException.class, () -> method.invoke(null, 3));
        assertEquals(
                "a plug-in may not end the process",
                assertInstanceOf(SecurityException.class, thrown.getCause()).getMessage());
    }

    @Test
    void alsoInInterfaces() throws Exception {
        var method = woven(ExitsToo.class).getMethod("system", int.class);
        assertEquals(0, method.invoke(null, 0));
        assertThrows(InvocationTargetException.class, () -> method.invoke(null, 3));
    }

    @Test
    void otherClassesStayAsTheyAre() throws Exception {
        assertNull(ExitWeaver.withoutExit(bytes(ExitWeaverTest.class)));
        assertNull(ExitWeaver.withoutExit(new byte[] {1, 2, 3}));
    }

    @Test
    void namesAreNames() {
        for (String good : new String[] {"pT4l", "tCMax-pT4l", "a.b", "_x", "1"}) {
            assertEquals(true, Plugins.isName(good), good);
        }
        for (String bad :
                new String[] {"", "../victim", "a/b", ".a", "a.", "a..b", "a b", "ä\u0000", "a\nb", "C:\\x", null}) {
            assertEquals(false, Plugins.isName(bad), bad);
        }
    }
}
