package dev.perdure.samples.javabuilder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancellationTest {
  /** What the processor of this test waits for: both are reached through the JDK's classes. */
  private static final String STARTED = "perdure.test.started";

  private static final String GO_ON = "perdure.test.go-on";

  @TempDir Path root;

  @Test
  void cancelInTheMiddle_isAnsweredAsSuchWithoutOutputs() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    System.getProperties().put(STARTED, started);
    System.getProperties().put(GO_ON, goOn);
    try (Project project = new Project(root)) {
      Processors.write(
          project,
          "waiter",
          """
          ((java.util.concurrent.CountDownLatch) System.getProperties().get("%s")).countDown();
          try {
            ((java.util.concurrent.CountDownLatch) System.getProperties().get("%s")).await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          """
              .formatted(STARTED, GO_ON));
      project.write("A.java", "class A {}");
      List<String> arguments =
          Project.target(
              "a",
              "--sources",
              "A.java",
              "--processors",
              "Generator",
              "--processorpath",
              "waiter.jar");
      int id = project.send(arguments);
      started.await();
      project.worker().cancel(id);
      // The cancel has been read when a request after it has been answered.
      project.succeed(Project.target("b", "--sources", "A.java"));
      goOn.countDown();

      WorkResponse response = project.worker().await(id);

      assertThat(response.wasCancelled()).isTrue();
      assertThat(Files.exists(project.file("out/a.jar"))).isFalse();
      project.succeed(arguments);
      assertThat(project.file("out/a.jar")).exists();
    } finally {
      System.getProperties().remove(STARTED);
      System.getProperties().remove(GO_ON);
    }
  }
}
