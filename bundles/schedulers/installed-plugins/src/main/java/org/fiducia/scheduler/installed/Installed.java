package org.fiducia.scheduler.installed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The bundles of a framework by what their jars hold. */
public final class Installed {
    private static final String REFERENCE = "reference:";
    private static final int SHOWN = 5;
    private static final int DIGITS = 12;
    private static final int SHA_BYTES = 32;

    private Installed() {}

    /** Symbolic name of each bundle but the framework itself to the SHA-256 of its jar. */
    public static Map<String, String> bundles(BundleContext context) {
        var bundles = new TreeMap<String, String>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getBundleId() != 0) {
                bundles.put(name(bundle), hash(bundle));
            }
        }
        return bundles;
    }

    /** A jar that is no bundle but was installed has no symbolic name. */
    private static String name(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name == null ? bundle.getLocation().replaceFirst(".*/", "") : name;
    }

    private static String hash(Bundle bundle) {
        String location = bundle.getLocation();
        String address = location.startsWith(REFERENCE) ? location.substring(REFERENCE.length()) : location;
        try (InputStream jar = URI.create(address).toURL().openStream();
                var digest = new DigestInputStream(jar, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException | IllegalArgumentException e) {
            return "version " + bundle.getVersion(); // installed from what is not there any more
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /**
     * Refuses to work with other plug-ins than those that are wanted.
     *
     * @param wanted as of {@link #bundles}
     * @param here the same of this framework
     * @param problem what is wrong then; which bundles it is about follows
     * @throws FiduciaException that names the bundles
     */
    public static void require(Map<String, String> wanted, Map<String, String> here, String problem, String remedy) {
        List<String> different = differences(wanted, here);
        if (!different.isEmpty()) {
            List<String> shown = different.subList(0, Math.min(SHOWN, different.size()));
            throw new FiduciaException(
                    Kind.PLUGIN,
                    problem + ": " + String.join(", ", shown)
                            + (different.size() > SHOWN ? ", and " + (different.size() - SHOWN) + " more" : ""),
                    remedy);
        }
    }

    private static List<String> differences(Map<String, String> wanted, Map<String, String> here) {
        var different = new ArrayList<String>();
        wanted.forEach((name, hash) -> {
            String own = here.get(name);
            if (own == null) {
                different.add(name + " is missing");
            } else if (!hash.equals(own)) {
                different.add(name + " is another one (" + shortened(own) + ", not " + shortened(hash) + ")");
            }
        });
        here.keySet().stream()
                .filter(name -> !wanted.containsKey(name))
                .forEach(name -> different.add(name + " was not there"));
        return different;
    }

    private static String shortened(String hash) {
        return hash.length() == 2 * SHA_BYTES ? hash.substring(0, DIGITS) : hash;
    }
}
