package dev.perdure.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.samples.javac.JavacWorker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real worker, started from the class path of this test. */
class WorkerJavacTest {
  @TempDir Path folder;

  private Path launcher;

  @BeforeEach
  void writeFiles() throws Exception {
    Files.writeString(folder.resolve("A.java"), "class A {}");
    Files.writeString(folder.resolve("B.java"), "class B extends Nothing {}");
    launcher = folder.resolve("worker");
    Files.writeString(
        launcher,
        "#!/bin/sh\n"
            + "exec \"$JAVA_HOME/bin/java\" -XX:TieredStopAtLevel=1 --add-exports"
            + " jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED --add-exports"
            + " jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED --add-exports"
            + " jdk.compiler/com.sun.tools.javac.main=ALL-UNNAMED --add-exports"
            + " jdk.compiler/com.sun.tools.javac.util=ALL-UNNAMED -cp '"
            + System.getProperty("java.class.path")
            + "' "
            + JavacWorker.class.getName()
            + " \"$@\"\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static List<String> arguments(String source, String output) {
    return List.of("-proc:none", "-d", output, source);
  }

  @Test
  void compilations_areMeasuredOnTheWorkersProcess() throws Exception {
    try (Compiler worker = WorkerJavac.singleplex(launcher, folder, 1)) {
      assertThat(worker.cpuMillis()).isZero();
      worker.compile(arguments("A.java", "1")).check("worker", "A.java");
      Outcome wrong = worker.compile(arguments("B.java", "2"));

      assertThat(folder.resolve("1/A.class")).exists();
      assertThat(wrong.exitCode()).isEqualTo(1);
      assertThat(wrong.output()).contains("cannot find symbol");
      assertThat(worker.cpuMillis()).isPositive();
      assertThat(worker.peakMemory()).isPositive();
    }
  }
}
