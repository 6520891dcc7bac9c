package dev.perdure.worker.exit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.perdure.worker.WorkHandler;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** Whole processes, in which the agent rewrites what the JVM loads. */
@Timeout(120)
class ExitTrapAgentTest {
  private static final String AGENT = "dev.perdure.worker.exit.ExitTrapAgent";

  @TempDir Path directory;

  @Test
  void manifestLine_setsTheTrapWithoutFlags() throws Exception {
    Path jar =
        jar(
            classPath(),
            "Launcher-Agent-Class",
            AGENT,
            "Main-Class",
            ExitingWorker.class.getName());
    assertExitsAreTrapped("-jar", jar.toString());
  }

  @Test
  void javaAgentFlag_setsTheTrap() throws Exception {
    Path jar = jar(Set.of(), "Premain-Class", AGENT);
    assertExitsAreTrapped("-javaagent:" + jar, ExitingWorker.class.getName());
  }

  private void assertExitsAreTrapped(String... command) throws Exception {
    try (WorkerProcess worker = start(command)) {
      assertThat(worker.answer("return")).isEqualTo("0 ");
      assertThat(worker.answer("print-then-exit")).isEqualTo("7 printed|");
      assertThat(worker.answer("reference")).isEqualTo("8 ");
      assertThat(worker.answer("named-module")).startsWith("2 ").contains("-badflag");
      assertThat(worker.answer("isolated")).isEqualTo("10 ");
      assertThat(worker.answer("old-interface")).isEqualTo("99 ");
      assertThat(worker.exitCode()).as("the exit of main").isZero();
      assertThat(worker.log())
          .singleElement(as(STRING))
          .startsWith("perdure: an exit call of Tool would end this worker")
          .contains("interface Tool");
    }
  }

  @Test
  void withoutAgent_theFirstExitEndsTheProcess() throws Exception {
    Path jar = jar(classPath(), "Main-Class", ExitingWorker.class.getName());
    try (WorkerProcess worker = start("-jar", jar.toString())) {
      assertThat(worker.answer("return")).isEqualTo("0 ");
      assertThat(worker.answer("print-then-exit")).isNull();
      assertThat(worker.exitCode()).isEqualTo(7);
      assertThat(worker.log())
          .singleElement(as(STRING))
          .startsWith("worker: request 0 called System.exit in thread perdure-work")
          .endsWith("[exit-untrapped]");
    }
  }

  @Test
  void jvmWithoutWorkerCore_exitsAsEver() throws Exception {
    Path agent = jar(Set.of(), "Premain-Class", AGENT);
    String classes = place(ExitTrapAgent.class) + File.pathSeparator + place(ExitingWorker.class);
    String main = ExitingWorker.Isolated.class.getName();
    List<String> command = List.of(java(), "-javaagent:" + agent, "-cp", classes, main);
    try (WorkerProcess tool = WorkerProcess.start(command, log())) {
      assertThat(tool.exitCode()).isEqualTo(10);
      assertThat(tool.log()).singleElement(as(STRING)).startsWith("perdure: no exit trap");
    }
  }

  @Test
  void oneShotMode_exitsAsTheToolSays() throws Exception {
    Path jar =
        jar(
            classPath(),
            "Launcher-Agent-Class",
            AGENT,
            "Main-Class",
            ExitingWorker.class.getName());
    try (WorkerProcess tool = WorkerProcess.start(command("-jar", "" + jar, "reference"), log())) {
      assertThat(tool.exitCode()).isEqualTo(8);
    }
  }

  @Test
  void bootLoaderAndTrapItself_areLeftAlone() throws Exception {
    byte[] exits =
        HandMadeClass.of(Opcodes.V17, Opcodes.ACC_PUBLIC, code -> HandMadeClass.exit(code, 1));
    ExitCallTransformer transformer = new ExitCallTransformer();
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    assertThat(transformer.transform(null, "Tool", null, null, exits)).isNull();
    for (String trap : List.of("ExitTrap", "runtime/WorkerProcess")) {
      String name = "dev/perdure/worker/" + trap;
      assertThat(transformer.transform(loader, name, null, null, exits)).as(name).isNull();
    }
    assertThat(transformer.transform(loader, "Tool", null, null, exits)).isNotNull();
  }

  private WorkerProcess start(String... arguments) throws Exception {
    List<String> command = command(arguments);
    command.add("--persistent_worker");
    return WorkerProcess.start(command, log());
  }

  private Path log() {
    return directory.resolve("log");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static List<String> command(String... arguments) throws URISyntaxException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-cp");
    command.add(classPath().stream().map(Path::toString).collect(joining(File.pathSeparator)));
    command.addAll(List.of(arguments));
    return command;
  }

  /** A jar that holds a manifest only. */
  private Path jar(Set<Path> classPath, String... attributes) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(
        Attributes.Name.CLASS_PATH,
        String.join(" ", classPath.stream().map(path -> path.toUri().toString()).toList()));
    for (int i = 0; i < attributes.length; i += 2) {
      main.putValue(attributes[i], attributes[i + 1]);
    }
    Path jar = directory.resolve("worker.jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return jar;
  }

  private static Set<Path> classPath() throws URISyntaxException {
    Set<Path> places = new LinkedHashSet<>();
    for (Class<?> type :
        List.of(ExitingWorker.class, ExitTrapAgent.class, WorkHandler.class, ClassReader.class)) {
      places.add(place(type));
    }
    return places;
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
