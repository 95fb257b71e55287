package org.fiducia.console.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A jar is deployed when the caller allows it and the user has seen what it is. */
class DeployResourceTest {
    @TempDir
    private Path folder;

    private DeployResource resource(boolean allowed) {
        return new DeployResource(new Premises(folder, folder, folder.resolve("results"), Map.of(), allowed));
    }

    private static byte[] jar(String symbolicName) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!symbolicName.isEmpty()) {
            manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
            manifest.getMainAttributes().putValue("Bundle-SymbolicName", symbolicName);
            manifest.getMainAttributes().putValue("Bundle-Version", "1.2.3");
            manifest.getMainAttributes().putValue("Bundle-Name", "<script>alert(1)</script>");
        }
        var bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }

    private static Answer send(DeployResource resource, String name, byte[] bytes) throws IOException {
        return resource.answer(new Request("POST", "/api/deploy", Map.of("name", name), bytes))
                .orElseThrow();
    }

    private static Answer confirm(DeployResource resource, String checksum) throws IOException {
        byte[] body = ("{\"sha256\": \"" + checksum + "\"}").getBytes(StandardCharsets.UTF_8);
        return resource.answer(new Request("POST", "/api/deploy/confirm", Map.of(), body))
                .orElseThrow();
    }

    private List<String> deployed() throws IOException {
        if (!Files.exists(folder.resolve("deploy"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve("deploy"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aJarIsShownAndThenDeployed() throws Exception {
        DeployResource resource = resource(true);
        byte[] bytes = jar("example.plugin;singleton:=true");
        JsonNode shown =
                Answer.MAPPER.readTree(send(resource, "example.jar", bytes).text());
        String checksum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertEquals(checksum, shown.path("sha256").asText());
        assertEquals("example.plugin", shown.path("bundle").asText());
        assertEquals("1.2.3", shown.path("version").asText());
        assertEquals("<script>alert(1)</script>", shown.path("title").asText());
        assertEquals(List.of(), deployed(), "not before it is confirmed");
        assertEquals(201, confirm(resource, checksum).status());
        assertEquals(List.of("example.jar"), deployed());
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("deploy/example.jar")));
        assertEquals(409, confirm(resource, checksum).status(), "once");
    }

    @Test
    void anotherChecksumDeploysNothing() throws Exception {
        DeployResource resource = resource(true);
        send(resource, "example.jar", jar("example"));
        assertEquals(409, confirm(resource, "0".repeat(64)).status());
        assertEquals(409, confirm(resource, "").status());
        assertEquals(List.of(), deployed());
    }

    @Test
    void withoutAllowanceNothingIsTaken() throws Exception {
        DeployResource resource = resource(false);
        assertEquals(403, send(resource, "example.jar", jar("example")).status());
        assertEquals(403, confirm(resource, "").status());
        assertEquals(Resource.SMALL, resource.limit("/api/deploy"), "nor read");
        assertEquals(DeployResource.LARGEST, resource(true).limit("/api/deploy"));
        assertEquals(Resource.SMALL, resource(true).limit("/api/deploy/confirm"));
        assertEquals(List.of(), deployed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../example.jar",
                "/tmp/example.jar",
                "a/b.jar",
                "example.zip",
                ".jar",
                ".hidden.jar",
                "a b.jar",
                "",
                "x.jar\0",
                "-x.jar"
            })
    void noNameLeadsOutOfTheDeployFolder(String name) throws Exception {
        assertThrows(FiduciaException.class, () -> send(resource(true), name, jar("example")), name);
        assertEquals(List.of(), deployed());
    }

    @Test
    void whatIsNoPluginIsRefused() throws Exception {
        assertThrows(
                FiduciaException.class, () -> send(resource(true), "x.jar", "no jar".getBytes(StandardCharsets.UTF_8)));
        assertThrows(FiduciaException.class, () -> send(resource(true), "x.jar", new byte[0]));
        FiduciaException plain = assertThrows(FiduciaException.class, () -> send(resource(true), "x.jar", jar("")));
        assertTrue(String.valueOf(plain.getMessage()).contains("names no bundle"), plain.getMessage());
    }
}
