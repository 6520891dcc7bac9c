package dev.perdure.worker.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchiveChoiceTest {
  private static final TargetJdk JDK_24 = new TargetJdk(Path.of("jdk"), 24);
  private static final TargetJdk JDK_25 = new TargetJdk(Path.of("jdk"), 25);

  @Test
  void auto_prefersTheAotCacheWhereItWorks() {
    assertThat(ArchiveChoice.AUTO.kinds(JDK_25, false))
        .containsExactly(ArchiveKind.AOT, ArchiveKind.CDS);
    assertThat(ArchiveChoice.AUTO.kinds(JDK_24, false)).containsExactly(ArchiveKind.CDS);
    assertThat(ArchiveChoice.AUTO.kinds(JDK_25, true)).containsExactly(ArchiveKind.CDS);
    assertThat(ArchiveChoice.AUTO.warning(JDK_25, true)).isNull();
  }

  @Test
  void aot_fallsBackToTheClassArchiveAndSaysWhy() {
    assertThat(ArchiveChoice.AOT.kinds(JDK_24, false)).containsExactly(ArchiveKind.CDS);
    assertThat(ArchiveChoice.AOT.warning(JDK_24, false)).contains("this is JDK 24");
    assertThat(ArchiveChoice.AOT.kinds(JDK_25, true)).containsExactly(ArchiveKind.CDS);
    assertThat(ArchiveChoice.AOT.warning(JDK_25, true)).contains("agent");
    assertThat(ArchiveChoice.AOT.warning(JDK_25, false)).isNull();
  }

  @Test
  void none_triesNothing() throws Exception {
    assertThat(ArchiveChoice.of("none").kinds(JDK_25, false)).isEmpty();
    assertThat(ArchiveChoice.of("cds").kinds(JDK_25, false)).containsExactly(ArchiveKind.CDS);
  }

  @Test
  void unknownWord_isRefused() {
    assertThatExceptionOfType(PackagingException.class)
        .isThrownBy(() -> ArchiveChoice.of("jsa"))
        .withMessageContaining("auto, cds, aot or none, not jsa");
  }
}
