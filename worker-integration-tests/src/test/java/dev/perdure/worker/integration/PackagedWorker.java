package dev.perdure.worker.integration;

import dev.perdure.worker.Worker;
import dev.perdure.worker.it.ExecutableJar;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A worker that does {@link Deeds}, in an executable jar of its own with all that it needs. */
final class PackagedWorker {
  private PackagedWorker() {}

  public static void main(String[] args) {
    Worker worker = Worker.of(Deeds::work).codecs(new ProtoWorkerCodec(), new JsonWorkerCodec());
    boolean many = Loop.valueOf(System.getProperty("loop")) == Loop.MULTIPLEX;
    System.exit((many ? worker.multiplex(Multiplex.create()) : worker).run(args));
  }

  /**
   * Writes its jar.
   *
   * @param padding how many bytes stand before its classes: with others, it is another jar
   */
  static void write(Path jar, int padding) throws IOException {
    ExecutableJar.write(jar, PackagedWorker.class, "padding", new byte[padding]);
  }

  /** The command of the worker as a process; without the worker flag. */
  static List<String> command(Path jar, Loop loop, List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dloop=" + loop));
    command.addAll(flags);
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }
}
