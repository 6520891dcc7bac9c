package dev.perdure.worker.benchmarks.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.benchmarks.peer.EchoLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableJarTest {
  @TempDir Path folder;

  @Test
  void services_arePutTogether() throws Exception {
    Path one = Files.createDirectories(folder.resolve("one/META-INF/services"));
    Path two = Files.createDirectories(folder.resolve("two/META-INF/services"));
    Files.writeString(one.resolve("a.Service"), "x.First");
    Files.writeString(two.resolve("a.Service"), "x.Second");
    Path file =
        new ExecutableJar()
            .add(List.of(folder.resolve("one"), folder.resolve("two")))
            .write(folder.resolve("a.jar"), EchoLine.class);
    try (JarFile jar = new JarFile(file.toFile())) {
      byte[] services =
          jar.getInputStream(jar.getEntry("META-INF/services/a.Service")).readAllBytes();
      assertThat(new String(services, UTF_8)).isEqualTo("x.First\nx.Second");
    }
  }

  @Test
  void main_runs() throws Exception {
    Path own = Path.of(EchoLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path file =
        new ExecutableJar().add(own, EchoLine.class).write(folder.resolve("a.jar"), EchoLine.class);
    try (MeasuredProcess process =
        MeasuredProcess.start(folder, List.of(ClassPath.java(), "-jar", file.toString()))) {
      process.requests().write('x');
      process.requests().flush();
      assertThat(process.answers().read()).isEqualTo('x');
      if (Files.exists(Path.of("/proc/self/schedstat"))) {
        assertThat(process.cpuMillis()).isPositive();
        assertThat(process.residentMebibytes()).isPositive();
      }
    }
  }
}
