package dev.perdure.worker.runtime.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.runtime.arguments.Arguments;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.loop.Execution;
import dev.perdure.worker.runtime.loop.SlotSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxCheckTest {
  private final WorkerLog log =
      new WorkerLog(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));

  @TempDir Path executionRoot;
  private Path sandbox;

  @BeforeEach
  void lay() throws IOException {
    sandbox = Files.createDirectories(executionRoot.resolve("__sandbox/1/_main"));
  }

  private WorkResponse work(WorkHandler handler) {
    return work(sandbox.toString(), handler);
  }

  private WorkResponse work(String sandbox, WorkHandler handler) {
    WorkRequest request = WorkRequest.of(3, List.of()).withSandboxDir(sandbox);
    WorkResponse response =
        new Execution(SlotSettings.alone(handler, Arguments.plain(), log))
            .execute(new RequestRun(request, log));
    assertThat(response).isNotNull();
    return response;
  }

  private WorkResponse checked(WorkHandler handler) {
    return work(new SandboxCheck(handler));
  }

  private static void write(WorkContext context, String output, String text) throws IOException {
    Files.writeString(context.resolveOutput(output), text);
  }

  @Test
  void cleanRequest_passes() {
    assertThat(
            checked(
                context -> {
                  write(context, "out.txt", "a b\n");
                  context.out().println("wrote out.txt");
                  return 0;
                }))
        .isEqualTo(WorkResponse.of(3, 0, "wrote out.txt\n"));
  }

  @Test
  void directoryOfOneName_isOnlyFoundInPaths() {
    String[] printed = {"12 files"};
    WorkHandler handler =
        new SandboxCheck(
            context -> {
              context.out().print(printed[0]);
              return 0;
            });
    assertThat(work("2", handler)).isEqualTo(WorkResponse.of(3, 0, "12 files"));
    printed[0] = "wrote 2/a.txt";
    assertThat(work("2", handler).exitCode()).isEqualTo(1);
  }

  @Test
  void prefixInAnOutput_failsNamingFileAndOffset() {
    WorkResponse response =
        checked(
            context -> {
              write(context, "out.d", "x".repeat(70_000) + sandbox + "/a.h\n");
              return 0;
            });
    assertThat(response.exitCode()).isEqualTo(1);
    assertThat(response.output())
        .isEqualTo(
            "output out.d contains the sandbox directory "
                + sandbox
                + " at byte 70000 [sandbox-in-output]\n");
  }

  @Test
  void prefixInAFileOfAnOutputDirectory_fails() {
    WorkResponse response =
        checked(
            context -> {
              Path directory = context.resolveOutput("classes");
              Files.createDirectories(directory.resolve("p"));
              Files.writeString(directory.resolve("p/clean"), "clean");
              Files.writeString(directory.resolve("p/dirty"), "in " + sandbox);
              return 0;
            });
    assertThat(response.exitCode()).isEqualTo(1);
    assertThat(response.output()).startsWith("output classes/p/dirty contains").contains("byte 3 ");
  }

  @Test
  void prefixInWhatWasPrinted_fails() {
    WorkResponse response =
        checked(
            context -> {
              context.out().print("ü ");
              context.out().println(sandbox.resolve("A.java") + ":1: warning");
              return 0;
            });
    assertThat(response.exitCode()).isEqualTo(1);
    assertThat(response.output())
        .endsWith(
            "what was printed contains the sandbox directory "
                + sandbox
                + " at byte 3"
                + " [sandbox-in-output]\n");
  }

  @Test
  void failedRequest_keepsItsExitCode() {
    WorkResponse response =
        checked(
            context -> {
              context.out().println(sandbox);
              return 7;
            });
    assertThat(response).isEqualTo(WorkResponse.of(3, 7, sandbox + "\n"));
  }

  @Test
  void uncheckedWorker_passesAll() {
    assertThat(
            work(context -> {
                  write(context, "out.txt", sandbox.toString());
                  return 0;
                })
                .exitCode())
        .isZero();
  }

  @Test
  void output_throughALinkOutOfTheSandbox_isRefused() throws IOException {
    Path outside = Files.createDirectories(executionRoot.resolve("outside"));
    Files.createSymbolicLink(sandbox.resolve("way-out"), outside);
    Files.writeString(outside.resolve("input.txt"), "in");
    Files.createSymbolicLink(sandbox.resolve("input.txt"), outside.resolve("input.txt"));
    Files.createSymbolicLink(sandbox.resolve("nowhere"), executionRoot.resolve("missing"));
    for (String output : List.of("way-out/x", "way-out/new/x", "input.txt", "nowhere")) {
      WorkResponse response =
          work(
              context -> {
                write(context, output, "out");
                return 0;
              });
      assertThat(response.exitCode()).as(output).isEqualTo(1);
      assertThat(response.output())
          .contains(
              "output " + output + " is written through a symlink", "[output-leaves-sandbox]");
    }
    assertThat(outside.resolve("x")).doesNotExist();
    assertThat(outside.resolve("input.txt")).hasContent("in");
  }

  @Test
  void input_throughALinkOutOfTheSandbox_isRead() throws IOException {
    Path real = Files.writeString(executionRoot.resolve("real.txt"), "in");
    Files.createSymbolicLink(sandbox.resolve("input.txt"), real);
    WorkResponse response =
        work(
            context -> {
              context.out().print(Files.readString(context.resolve("input.txt")));
              return 0;
            });
    assertThat(response).isEqualTo(WorkResponse.of(3, 0, "in"));
  }

  @Test
  void output_inNewAndOldDirectories_isAllowed() throws IOException {
    Files.createDirectories(sandbox.resolve("old"));
    Files.createSymbolicLink(sandbox.resolve("inside"), sandbox.resolve("old"));
    WorkResponse response =
        work(
            context -> {
              for (String output : List.of("a", "old/b", "inside/c", "new/dir/d")) {
                Path file = context.resolveOutput(output);
                Files.createDirectories(file.getParent());
                Files.writeString(file, "x");
              }
              return 0;
            });
    assertThat(response).isEqualTo(WorkResponse.of(3, 0, ""));
  }
}
