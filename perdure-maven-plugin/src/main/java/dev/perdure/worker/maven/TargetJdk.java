package dev.perdure.worker.maven;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The JDK that will run the worker. An archive fits only the JDK that made it.
 *
 * @param home its directory
 * @param version its feature version, such as 17
 */
record TargetJdk(Path home, int version) {
  static TargetJdk at(Path home) throws PackagingException {
    if (!Files.isExecutable(home.resolve("bin/java"))) {
      throw new PackagingException("there is no JDK in " + home + ": no bin/java");
    }
    Properties release = new Properties();
    try (Reader in = Files.newBufferedReader(home.resolve("release"))) {
      release.load(in);
    } catch (IOException e) {
      throw new PackagingException(
          "the version of the JDK is unknown: can't read " + e.getMessage(), e);
    }
    String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    try {
      return new TargetJdk(home, Runtime.Version.parse(version).feature());
    } catch (IllegalArgumentException e) {
      throw new PackagingException(
          "the version of the JDK is unknown: " + home.resolve("release") + " says " + version, e);
    }
  }
}
