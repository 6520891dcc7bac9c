package dev.perdure.worker.fuzz;

import dev.perdure.worker.cache.remote.entry.ActionResultFuzzer;
import dev.perdure.worker.runtime.loop.ProtocolDetectorFuzzer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is fuzzed: a class, the code that it covers, and the folders with its first inputs. */
@SuppressWarnings("ImmutableEnumChecker") // Code has no state, and List.of no setters.
enum Target {
  DETECTOR(
      ProtocolDetectorFuzzer.class,
      ProtocolDetectorFuzzer::fuzzerTestOneInput,
      "dev.perdure.worker.runtime.**",
      "detector",
      "json",
      "proto"),
  JSON(
      JsonFuzzer.class,
      JsonFuzzer::fuzzerTestOneInput,
      "dev.perdure.worker.json.**:dev.perdure.worker.codec.**",
      "json"),
  PROTO(
      ProtoFuzzer.class,
      ProtoFuzzer::fuzzerTestOneInput,
      "dev.perdure.worker.proto.**:dev.perdure.worker.codec.**",
      "proto"),
  CHILD(
      ChildProtocolFuzzer.class,
      ChildProtocolFuzzer::fuzzerTestOneInput,
      "dev.perdure.worker.process.**",
      "child"),
  ENTRY(
      ActionResultFuzzer.class,
      ActionResultFuzzer::fuzzerTestOneInput,
      "dev.perdure.worker.cache.remote.**",
      "entry"),
  RECORDING(
      RecordingFuzzer.class,
      RecordingFuzzer::fuzzerTestOneInput,
      "dev.perdure.worker.testing.cli.recording.**",
      "recording",
      "json",
      "proto");

  final Class<?> type;
  final Code code;
  final String covered;
  private final List<String> folders;

  Target(Class<?> type, Code code, String covered, String... folders) {
    this.type = type;
    this.code = code;
    this.covered = covered;
    this.folders = List.of(folders);
  }

  /** Fails where readers disagree. */
  @FunctionalInterface
  interface Code {
    void on(byte[] data) throws IOException;
  }

  /** The folders with its first inputs. */
  List<Path> seedFolders() {
    List<Path> paths = new ArrayList<>();
    for (String folder : folders) {
      try {
        paths.add(Path.of(Target.class.getResource("/seeds/" + folder).toURI()));
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
    return paths;
  }

  /** Its first inputs, in a fixed order. */
  List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (Path folder : seedFolders()) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          seeds.add(Files.readAllBytes(file));
        }
      }
    }
    return seeds;
  }
}
