package dev.perdure.worker.multiplex;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Signs jars by a key that is made for it. */
final class SignedJar {
  private static final String PASSWORD = "changeit";

  private SignedJar() {}

  /** A signed copy of {@code jar}, beside it. */
  static Path of(Path jar, String name) throws Exception {
    Path keys = jar.resolveSibling("keys.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "key",
                "-dname",
                "CN=test",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError(said);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    Path signed = jar.resolveSibling(name);
    KeyStore.Entry key =
        store.getEntry("key", new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
    try (ZipFile in = new ZipFile(jar.toFile());
        OutputStream out = Files.newOutputStream(signed)) {
      new JarSigner.Builder((KeyStore.PrivateKeyEntry) key).build().sign(in, out);
    }
    return signed;
  }
}
