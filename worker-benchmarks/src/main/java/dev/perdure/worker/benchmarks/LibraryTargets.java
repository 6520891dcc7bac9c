package dev.perdure.worker.benchmarks;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.process.FileDigests;
import dev.perdure.worker.benchmarks.process.SourceJars;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Libraries of Maven Central, cut into targets of a few files for a builder of Java. Each target
 * has the published jars of the libraries on its class path.
 */
final class LibraryTargets {
  static final List<String> LIBRARIES = List.of("commons-lang3", "commons-text", "commons-io");
  private static final int FILES_PER_TARGET = 8;

  /** A file that is not in UTF-8, which the builders expect. */
  private static final String LATIN = "/EntityArrays.java";

  private LibraryTargets() {}

  /** One request per target, as Bazel would write it. */
  static List<byte[]> requests(Path folder, Path jars) throws IOException {
    List<String> classPath = new ArrayList<>();
    List<List<String>> targets = new ArrayList<>();
    for (String library : LIBRARIES) {
      Path jar = SourceJars.only(jars, library + "-[0-9.]+\\.jar");
      Files.copy(jar, folder.resolve(library + ".jar"));
      classPath.add(library + ".jar");
      Path sources = SourceJars.only(jars, library + "-[0-9.]+-sources\\.jar");
      targets.addAll(targets(SourceJars.unpack(sources, folder, library, ".*\\.java")));
    }
    Map<String, Digest> digests = new TreeMap<>();
    List<byte[]> requests = new ArrayList<>();
    for (List<String> target : targets) {
      List<Input> inputs = new ArrayList<>();
      List<String> paths = new ArrayList<>(classPath);
      paths.addAll(target);
      for (String path : paths) {
        Digest digest = digests.get(path);
        if (digest == null) {
          digest = Digest.ofText(FileDigests.sha256(folder.resolve(path)));
          digests.put(path, digest);
        }
        inputs.add(new Input(path, digest));
      }
      List<String> arguments = arguments("t" + requests.size(), target, classPath);
      requests.add(WireFormat.PROTO.bytes(WorkRequest.of(0, arguments).withInputs(inputs)));
    }
    return requests;
  }

  /** The files of each folder, a few at a time. */
  private static List<List<String>> targets(List<String> sources) {
    Map<String, List<String>> folders = new TreeMap<>();
    for (String source : sources) {
      if (!source.endsWith("-info.java") && !source.endsWith(LATIN)) {
        folders
            .computeIfAbsent(source.substring(0, source.lastIndexOf('/')), key -> new ArrayList<>())
            .add(source);
      }
    }
    List<List<String>> targets = new ArrayList<>();
    for (List<String> files : folders.values()) {
      for (int from = 0; from < files.size(); from += FILES_PER_TARGET) {
        targets.add(files.subList(from, Math.min(files.size(), from + FILES_PER_TARGET)));
      }
    }
    return targets;
  }

  private static List<String> arguments(
      String target, List<String> sources, List<String> classPath) {
    List<String> arguments = new ArrayList<>(List.of("--output", "out/" + target + ".jar"));
    arguments.addAll(List.of("--output_deps_proto", "out/" + target + ".jdeps"));
    arguments.addAll(List.of("--output_manifest_proto", "out/" + target + ".jar_manifest_proto"));
    arguments.addAll(List.of("--native_header_output", "out/" + target + "-native-header.jar"));
    arguments.addAll(List.of("--compress_jar", "--system", System.getProperty("java.home")));
    arguments.add("--sources");
    arguments.addAll(sources);
    arguments.addAll(List.of("--javacopts", "-source", "17", "-target", "17", "-nowarn"));
    arguments.addAll(List.of("-XDskipDuplicateBridges=true", "-XDcompilePolicy=simple"));
    arguments.addAll(List.of("-g", "-parameters", "--"));
    arguments.addAll(List.of("--target_label", "//:" + target, "--strict_java_deps", "ERROR"));
    arguments.add("--direct_dependencies");
    arguments.addAll(classPath);
    arguments.add("--classpath");
    arguments.addAll(classPath);
    return arguments;
  }
}
