package dev.perdure.worker.it.bridge;

import com.google.devtools.build.lib.worker.WorkRequestHandler;
import com.google.gson.stream.JsonReader;
import dev.perdure.worker.Worker;
import dev.perdure.worker.exit.ExitTrapAgent;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import dev.perdure.worker.testing.Protocol;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** The command lines of workers that are written against the official API. */
final class BridgeCommand {
  private BridgeCommand() {}

  /** {@link OfficialApiWorker} on the bridge. */
  static List<String> bridged(Protocol protocol, String... flags) {
    List<Path> classPath = bridge(protocol);
    classPath.add(origin(OfficialApiWorker.class));
    return command(classPath, OfficialApiWorker.class, protocol, flags);
  }

  /**
   * {@link OfficialApiWorker} on the bridge, with the exit trap; its jar is written to a folder.
   */
  static List<String> trapped(Protocol protocol, Path folder) throws IOException {
    List<Path> classPath = bridge(protocol);
    classPath.add(origin(OfficialApiWorker.class));
    classPath.add(origin(ExitTrapAgent.class));
    classPath.add(origin(org.objectweb.asm.ClassReader.class));
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, OfficialApiWorker.class.getName());
    main.putValue("Launcher-Agent-Class", ExitTrapAgent.class.getName());
    main.put(
        Attributes.Name.CLASS_PATH,
        classPath.stream().map(path -> path.toUri().toString()).collect(Collectors.joining(" ")));
    Path jar = folder.resolve("trapped.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("-jar", jar.toString()));
    if (protocol == Protocol.JSON) {
      command.add("--json");
    }
    return command;
  }

  /** A worker by its class path and main class. */
  static List<String> command(
      List<Path> classPath, Class<?> main, Protocol protocol, String... flags) {
    List<String> command = new ArrayList<>(java());
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(main.getName());
    if (protocol == Protocol.JSON) {
      command.add("--json");
    }
    command.addAll(List.of(flags));
    return command;
  }

  /** What a worker has of ours; in proto without the reader of JSON, which it does not need. */
  static List<Path> bridge(Protocol protocol) {
    List<Path> path = new ArrayList<>();
    path.add(origin(WorkRequestHandler.class));
    path.add(origin(Worker.class));
    path.add(origin(Multiplex.class));
    path.add(origin(ProtoWorkerCodec.class));
    path.add(origin(JsonWorkerCodec.class));
    if (protocol == Protocol.JSON) {
      path.add(origin(JsonReader.class));
    }
    return path;
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC");
  }

  /** The jar or folder that {@code type} comes from. */
  static Path origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }
}
