package dev.perdure.worker.maven;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.Worker;
import dev.perdure.worker.exit.ExitTrapAgent;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import dev.perdure.worker.testing.Protocol;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/** What tests package: {@link TestWorker}, with this library's modules as they are built here. */
final class Packaged {
  private Packaged() {}

  static WorkerPackage in(Path folder, Layout layout) throws Exception {
    return new WorkerPackage(
        folder.resolve("test-worker"),
        layout,
        TestWorker.class.getName(),
        location(TestWorker.class),
        libraries(),
        ExitTrapChoice.AGENT,
        Map.of("Add-Exports", "java.base/sun.nio.ch"),
        new Relocation(layout == Layout.SINGLE ? Map.of("org.objectweb.asm", "shy.asm") : Map.of()),
        null);
  }

  /**
   * The same with another exit trap, and without worker-exit-trap and ASM unless it is an agent.
   */
  static WorkerPackage with(WorkerPackage worker, ExitTrapChoice exitTrap) {
    List<Library> libraries = worker.libraries();
    return new WorkerPackage(
        worker.launcher(),
        worker.layout(),
        worker.mainClass(),
        worker.classes(),
        exitTrap == ExitTrapChoice.AGENT ? libraries : libraries.subList(0, 4),
        exitTrap,
        worker.manifestEntries(),
        worker.relocation(),
        worker.options());
  }

  /** The same with a file of JVM flags. */
  static WorkerPackage with(WorkerPackage worker, Path options) {
    return new WorkerPackage(
        worker.launcher(),
        worker.layout(),
        worker.mainClass(),
        worker.classes(),
        worker.libraries(),
        worker.exitTrap(),
        worker.manifestEntries(),
        worker.relocation(),
        options);
  }

  static Training training(WorkerPackage worker, TrainingRequest... requests) throws Exception {
    return new Training(
        worker.launcher(),
        worker.launcher().getParent(),
        TargetJdk.at(Path.of(System.getProperty("java.home"))),
        Protocol.JSON,
        List.of(requests),
        Duration.ofMinutes(2));
  }

  static TrainingRequest request(int expected, String... arguments) {
    return new TrainingRequest(WorkRequest.of(0, List.of(arguments)), expected);
  }

  static List<Library> libraries() throws Exception {
    return Stream.of(
            Worker.class,
            JsonWorkerCodec.class,
            ProtoWorkerCodec.class,
            Multiplex.class,
            ExitTrapAgent.class,
            ClassReader.class)
        .map(type -> new Library(type.getSimpleName() + " 1.jar", location(type)))
        .toList();
  }

  static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
