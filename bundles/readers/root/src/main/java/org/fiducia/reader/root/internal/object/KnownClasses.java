package org.fiducia.reader.root.internal.object;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Nullable;
import org.fiducia.reader.root.internal.object.ClassDescription.Member;

/**
 * Layouts of ROOT's own classes of trees, for files that do not describe them: those of ROOT 2, of versions that ROOT
 * streamed by hand, and of other programs. From ROOT's description of its format (release 3.02.06 and later) and the
 * descriptions in files of ROOT 5 and 6.
 */
final class KnownClasses {
    /** Members of a branch up to the lists within it, as the oldest versions have them. */
    private static final String FIRST_BRANCHES = "TNamed 3:fCompress 3:fBasketSize 3:fEntryOffsetLen 3:fMaxBaskets"
            + " 3:fWriteBasket 3:fEntryNumber 8:fEntries 8:fTotBytes 8:fZipBytes 3:fOffset"
            + " 61:fBranches:TObjArray 61:fLeaves:TObjArray 61:fBaskets:TObjArray 62:fBasketEntry:TArrayI";

    private static final String OLD_BRANCHES =
            " 3:fCompress 3:fBasketSize 3:fEntryOffsetLen 3:fWriteBasket" + " 3:fEntryNumber 3:fOffset 6:fMaxBaskets";

    private static final String OLD_BASKETS = " 8:fEntries 8:fTotBytes 8:fZipBytes"
            + " 61:fBranches:TObjArray 61:fLeaves:TObjArray 61:fBaskets:TObjArray"
            + " 43:fBasketBytes[fMaxBaskets] 43:fBasketEntry[fMaxBaskets] 43:fBasketSeek[fMaxBaskets]"
            + " 65:fFileName:TString";

    private static final String NEW_BASKETS = " 3:fOffset 6:fMaxBaskets 3:fSplitLevel"
            + " 16:fEntries 16:fFirstEntry 16:fTotBytes 16:fZipBytes"
            + " 61:fBranches:TObjArray 61:fLeaves:TObjArray 61:fBaskets:TObjArray"
            + " 43:fBasketBytes[fMaxBaskets] 56:fBasketEntry[fMaxBaskets] 56:fBasketSeek[fMaxBaskets]"
            + " 65:fFileName:TString";

    private static final String ELEMENT = " 3:fID 3:fType 3:fStreamerType 3:fMaximum"
            + " 64:fBranchCount:TBranchElement* 64:fBranchCount2:TBranchElement*";

    private static final String NEW_TREE = "TNamed TAttLine TAttFill TAttMarker 16:fEntries 16:fTotBytes 16:fZipBytes"
            + " 16:fSavedBytes 16:fFlushedBytes 8:fWeight 3:fTimerInterval 3:fScanField 3:fUpdate"
            + " 3:fDefaultEntryOffsetLen 6:fNClusterRange 16:fMaxEntries 16:fMaxEntryLoop 16:fMaxVirtualSize"
            + " 16:fAutoSave 16:fAutoFlush 16:fEstimate"
            + " 56:fClusterRangeEnd[fNClusterRange] 56:fClusterSize[fNClusterRange]";

    private static final String LISTS = " 61:fBranches:TObjArray 61:fLeaves:TObjArray";

    private static final String OLDEST_TREE = "TNamed TAttLine TAttFill TAttMarker 3:fScanField 3:fMaxEntryLoop"
            + " 3:fMaxVirtualSize 8:fEntries 8:fTotBytes 8:fZipBytes 3:fAutoSave 3:fEstimate"
            + LISTS; // an index and a list of what nobody reads follow

    private static final String AFTER_LISTS = " 64:fAliases:TList* 62:fIndexValues:TArrayD 62:fIndex:TArrayI"
            + " 64:fTreeIndex:TVirtualIndex* 64:fFriends:TList*"; // what follows is not needed

    private static final String LEAF =
            "TNamed 3:fLen 3:fLenType 3:fOffset 11:fIsRange 11:fIsUnsigned" + " 64:fLeafCount:TLeaf*";

    /** Class and versions, then base classes by name, and members as {@code type:name[count]:class}. */
    private static final String[][] LAYOUTS = {
        {"TTree 1-4", OLDEST_TREE},
        {
            "TTree 6",
            "TNamed TAttLine TAttFill TAttMarker 8:fEntries 8:fTotBytes 8:fZipBytes 8:fSavedBytes 3:fTimerInterval"
                    + " 3:fScanField 3:fUpdate 3:fMaxEntryLoop 3:fMaxVirtualSize 3:fAutoSave 3:fEstimate" + LISTS
                    + " 62:fIndexValues:TArrayD 62:fIndex:TArrayI 64:fFriends:TList*"
        },
        {"TTree 19", NEW_TREE + LISTS + AFTER_LISTS},
        {"TTree 20", NEW_TREE + " 62:fIOFeatures:ROOT::TIOFeatures" + LISTS + AFTER_LISTS},
        {"TNtuple 1-2", "TTree 3:fNvar"},
        {"TNtupleD 1", "TTree 3:fNvar"},
        {"ROOT::TIOFeatures 1", "11:fIOBits"},
        {"TAttLine 1-2", "2:fLineColor 2:fLineStyle 2:fLineWidth"},
        {"TAttFill 1-2", "2:fFillColor 2:fFillStyle"},
        {"TAttMarker 1-3", "2:fMarkerColor 2:fMarkerStyle 5:fMarkerSize"},
        {"TBranch 2", FIRST_BRANCHES + " 62:fBasketSeek:TArrayI"},
        {"TBranch 3-4", FIRST_BRANCHES + " 62:fBasketSeek:TArrayI 65:fFileName:TString"},
        {"TBranch 5", FIRST_BRANCHES + " 62:fBasketBytes:TArrayI 62:fBasketSeek:TArrayI 65:fFileName:TString"},
        {"TBranch 6", "TNamed" + OLD_BRANCHES + OLD_BASKETS},
        {"TBranch 7", "TNamed" + OLD_BRANCHES + " 3:fSplitLevel" + OLD_BASKETS},
        {"TBranch 8-9", "TNamed TAttFill" + OLD_BRANCHES + " 3:fSplitLevel" + OLD_BASKETS},
        {
            "TBranch 12",
            "TNamed TAttFill 3:fCompress 3:fBasketSize 3:fEntryOffsetLen 3:fWriteBasket 16:fEntryNumber" + NEW_BASKETS
        },
        {
            "TBranch 13",
            "TNamed TAttFill 3:fCompress 3:fBasketSize 3:fEntryOffsetLen 3:fWriteBasket 16:fEntryNumber"
                    + " 62:fIOFeatures:ROOT::TIOFeatures" + NEW_BASKETS
        },
        {
            "TBranchElement 7",
            "TBranch 65:fClassName:TString 65:fParentName:TString 65:fClonesName:TString 3:fClassVersion" + ELEMENT
        },
        {
            "TBranchElement 8-9",
            "TBranch 65:fClassName:TString 65:fParentName:TString 65:fClonesName:TString 13:fCheckSum 3:fClassVersion"
                    + ELEMENT
        },
        {
            "TBranchElement 10",
            "TBranch 65:fClassName:TString 65:fParentName:TString 65:fClonesName:TString 13:fCheckSum 2:fClassVersion"
                    + ELEMENT
        },
        {"TBranchObject 1", "TBranch 65:fClassName:TString"},
        {"TLeaf 1-2", LEAF},
        {"TLeafElement 1", "TLeaf 3:fID 3:fType"},
        {"TLeafB 1", "TLeaf 1:fMinimum 1:fMaximum"},
        {"TLeafC 1", "TLeaf 3:fMinimum 3:fMaximum"},
        {"TLeafD 1", "TLeaf 8:fMinimum 8:fMaximum"},
        {"TLeafD32 1", "TLeaf 9:fMinimum 9:fMaximum"},
        {"TLeafF 1", "TLeaf 5:fMinimum 5:fMaximum"},
        {"TLeafF16 1", "TLeaf 19:fMinimum 19:fMaximum"},
        {"TLeafG 1", "TLeaf 16:fMinimum 16:fMaximum"},
        {"TLeafI 1", "TLeaf 3:fMinimum 3:fMaximum"},
        {"TLeafL 1", "TLeaf 16:fMinimum 16:fMaximum"},
        {"TLeafO 1", "TLeaf 18:fMinimum 18:fMaximum"},
        {"TLeafObject 1-4", "TLeaf 18:fVirtual"},
        {"TLeafS 1", "TLeaf 2:fMinimum 2:fMaximum"},
        {"TFriendElement 1-2", "TNamed 65:fTreeName:TString 18:fOwnFile"},
    };

    /** Those that were asked for: all of them would cost more than reading a small file. */
    private final Map<String, ClassDescription> found = new HashMap<>();

    /** Whether ROOT streams a version of a class by hand, so that the layout here goes before that of the file. */
    static boolean byHand(String className, int version) {
        return version <= 9 && className.equals("TBranch")
                || version <= 4 && className.equals("TTree")
                || version <= 1 && className.equals("TLeaf");
    }

    /** The layout of a version of a class, null when it is not known. */
    @Nullable ClassDescription find(String className, int version) {
        return found.computeIfAbsent(className + ' ' + version, key -> make(className, version));
    }

    private static @Nullable ClassDescription make(String className, int version) {
        for (String[] layout : LAYOUTS) {
            int cut = className.length();
            if (layout[0].startsWith(className) && layout[0].charAt(cut) == ' ') {
                String[] versions = layout[0].substring(cut + 1).split("-");
                if (version >= Integer.parseInt(versions[0])
                        && version <= Integer.parseInt(versions[versions.length - 1])) {
                    return new ClassDescription(className, version, 0, members(layout[1]));
                }
            }
        }
        return null;
    }

    private static List<Member> members(String layout) {
        var members = new ArrayList<Member>();
        for (String word : layout.split(" ")) {
            if (!Character.isDigit(word.charAt(0))) {
                members.add(new Member(word, "", ObjectReader.BASE, 0, "BASE", ""));
                continue;
            }
            int colon = word.indexOf(':');
            String rest = word.substring(colon + 1);
            int end = rest.replace('[', ':').indexOf(':');
            String name = end < 0 ? rest : rest.substring(0, end);
            String count = rest.endsWith("]") ? rest.substring(end + 1, rest.length() - 1) : "";
            String type = end < 0 || !count.isEmpty() ? "" : rest.substring(end + 1);
            members.add(new Member(name, "", Integer.parseInt(word.substring(0, colon)), 0, type, count));
        }
        return members;
    }
}
