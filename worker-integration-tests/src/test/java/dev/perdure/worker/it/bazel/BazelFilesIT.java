package dev.perdure.worker.it.bazel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the Bazel module says in its files is what the poms say. */
final class BazelFilesIT {
  @Test
  void buildFile_hasEachPublishedModule() throws IOException {
    String build = read("BUILD.bazel");

    assertThat(BazelModule.modules())
        .isNotEmpty()
        .allSatisfy(module -> assertThat(build).contains("name = \"" + module + "\""));
  }

  @Test
  void moduleFile_hasTheVersionOfThePom() throws IOException {
    String pom = read("pom.xml");
    String version =
        Pattern.compile("<version>([\\d.]+)")
            .matcher(pom)
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);

    assertThat(List.of("MODULE.bazel", "samples/bazel-quickstart/MODULE.bazel"))
        .allSatisfy(file -> assertThat(read(file)).contains("version = \"" + version + "\""));
  }

  private static String read(String file) throws IOException {
    return Files.readString(BazelModule.ROOT.resolve(file));
  }
}
