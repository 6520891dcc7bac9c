package dev.perdure.samples.javabuilder;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Sources in a folder, and a worker that builds them as multiplex requests with that sandbox. */
final class Project implements AutoCloseable {
  /**
   * What Bazel asks of javac, and a flag of Error Prone; for the release of this JDK, as older ones
   * want to be told of their modules.
   */
  static final List<String> JAVACOPTS =
      List.of("--javacopts", "-g", "-parameters", "-Xep:ReturnValueIgnored:OFF", "--");

  private final Path root;
  private final WorkerHarness worker;
  private final Map<Path, Digest> jars = new HashMap<>();
  private int requests;

  Project(Path root) {
    this(root, new JavaBuilder());
  }

  Project(Path root, JavaBuilder builder) {
    this.root = root;
    this.worker = WorkerHarness.inProcess(JavaBuilderWorker.of(builder)).multiplex().start();
  }

  Path file(String name) {
    return root.resolve(name);
  }

  Project write(String name, String text) throws IOException {
    Files.createDirectories(file(name).getParent());
    Files.writeString(file(name), text);
    return this;
  }

  /** Adds {@code lib/NAME}, a link to a jar that stays what it is. */
  void addJar(Path jar) throws Exception {
    Path link = file("lib/" + jar.getFileName());
    if (!jars.containsKey(link)) {
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, jar);
      jars.put(link, digest(jar));
    }
  }

  /**
   * The arguments for a target {@code //name:name}, whose outputs are {@code out/name.jar} and so
   * on, with options before those that each target has.
   */
  static List<String> target(String name, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(
        List.of(
            "--output", "out/" + name + ".jar", "--output_deps_proto", "out/" + name + ".jdeps"));
    arguments.addAll(List.of("--target_label", "//" + name + ":" + name));
    arguments.addAll(JAVACOPTS);
    return arguments;
  }

  /** Builds, whatever comes of it. */
  WorkResponse build(List<String> arguments) throws Exception {
    int id = send(arguments);
    return worker.await(id);
  }

  /** Sends a request; returns its id. */
  int send(List<String> arguments) throws Exception {
    return send(arguments, inputs());
  }

  private int send(List<String> arguments, List<Input> inputs) throws IOException {
    requests++;
    worker.send(
        WorkRequest.of(requests, arguments).withInputs(inputs).withSandboxDir(root.toString()));
    return requests;
  }

  /** Builds, whatever comes of it, without telling the builder of any digest. */
  WorkResponse buildWithoutInputs(List<String> arguments) throws Exception {
    return worker.await(send(arguments, List.of()));
  }

  WorkerHarness worker() {
    return worker;
  }

  /** Builds, which must succeed; returns what was printed. */
  String succeed(List<String> arguments) throws Exception {
    WorkResponse response = build(arguments);
    if (response.exitCode() != 0) {
      throw new AssertionError(response.output());
    }
    return response.output();
  }

  private List<Input> inputs() throws Exception {
    List<Input> inputs = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        Digest known = jars.get(file);
        inputs.add(
            new Input(root.relativize(file).toString(), known == null ? digest(file) : known));
      }
    }
    return inputs;
  }

  private static Digest digest(Path file) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return Digest.ofText(new BigInteger(1, hash).toString(16));
  }

  /** The entries of a jar, in order, with their contents. */
  Map<String, byte[]> jar(String name) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file(name)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  @Override
  public void close() {
    worker.close();
  }
}
