package dev.perdure.worker.cache.remote.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.cache.ContentDigests;
import dev.perdure.worker.cache.Sha256;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolFilesTest {
  @TempDir Path folder;

  private Path write(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, path);
  }

  private Path link(String path, String target) throws IOException {
    Path link = folder.resolve(path);
    Files.createDirectories(link.getParent());
    return Files.createSymbolicLink(link, folder.resolve(target));
  }

  /** A jar of nothing but a manifest. */
  private Path jar(String path, String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    Path jar = folder.resolve(path);
    Files.createDirectories(jar.getParent());
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  private static List<Digest> digests(Path... classPath) throws IOException {
    String[] paths = List.of(classPath).stream().map(Path::toString).toArray(String[]::new);
    String joined = String.join(File.pathSeparator, paths);
    return new ToolFiles(ContentDigests.create(), joined, "").digests();
  }

  private static List<Digest> contents(Path... files) throws IOException {
    List<Digest> contents = new ArrayList<>();
    for (Path file : files) {
      contents.add(Sha256.of(Files.readAllBytes(file)));
    }
    return contents;
  }

  @Test
  void classDirectoryThatIsALink_isThatDirectory() throws IOException {
    Path a = write("classes/a/A.class");
    Path b = write("other/B.class");
    link("classes/b", "other");
    link("classes/gone", "nothing");

    assertThat(digests(link("link", "classes"))).isEqualTo(contents(a, b));
  }

  @Test
  void manifestClassPath_belongsToTheTool() throws IOException {
    Path main =
        jar("main.jar", "lib/a.jar classes/ missing.jar http://localhost/remote.jar x[1].jar");
    Path a = jar("lib/a.jar", "../main.jar b%20b.jar");
    Path b = jar("lib/b b.jar", "");
    Path classes = write("classes/C.class");
    Path odd = jar("x[1].jar", folder.resolve("last.jar").toUri().toString());
    Path noJar = write("last.jar");

    assertThat(digests(main, b, main)).isEqualTo(contents(main, a, b, classes, odd, noJar));
  }

  @Test
  void manifestOfALinkedJar_isRelativeToTheJarItself() throws IOException {
    Path main = jar("real/main.jar", "a.jar");
    Path a = write("real/a.jar");
    write("links/a.jar");

    assertThat(digests(link("links/main.jar", "real/main.jar"))).isEqualTo(contents(main, a));
  }

  @Test
  void modulePath_isReadAsWell() throws IOException {
    Path module = write("modules/a.jar");
    ToolFiles tool = new ToolFiles(ContentDigests.create(), "", link("m", "modules").toString());

    assertThat(tool.digests()).isEqualTo(contents(module));
  }
}
