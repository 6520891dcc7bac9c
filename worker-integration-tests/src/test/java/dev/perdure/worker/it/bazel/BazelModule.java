package dev.perdure.worker.it.bazel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Bazel module at the root of the project, and what a Bazel without a network needs for it. */
final class BazelModule {
  /** The root of the project. */
  static final Path ROOT =
      Path.of(System.getProperty("samples.directory")).toAbsolutePath().normalize().getParent();

  /** The files that the module takes from a Maven repository, in the versions of the poms. */
  static final Path FILES = Path.of("target", "tools", "bazel").toAbsolutePath();

  /** For the modules on which Bazel itself depends, without any content. */
  private static final List<String> EMPTY = List.of("apple_support", "protobuf", "zlib");

  private static final String OFFLINE =
      """
      common --enable_bzlmod --noenable_workspace --lockfile_mode=off
      common --override_module=bazel_features=/usr/share/bazel/tools/features
      common --override_module=bazel_skylib=/usr/share/bazel/tools/skylib
      common --override_module=platforms=/usr/share/bazel/tools/platforms
      common --override_module=rules_cc=/usr/share/bazel/rules/cc
      common --override_module=rules_java=/usr/share/bazel/rules/java
      common --override_module=rules_license=/usr/share/bazel/rules/license
      common --override_module=rules_proto=/usr/share/bazel/rules/proto
      common --override_module=rules_python=/usr/share/bazel/rules/python
      common --override_repository=rules_java~~toolchains~remote_java_tools=/usr/lib/x86_64-linux-gnu/bazel/java_tools
      common --override_repository=rules_java~~toolchains~remote_java_tools_linux=/usr/lib/x86_64-linux-gnu/bazel/java_tools
      common --override_repository=rules_java~~toolchains~remotejdk21_linux=FOLDER/jdk
      common --override_module=apple_support=FOLDER/apple_support
      common --override_module=buildozer=FOLDER/buildozer
      common --override_module=protobuf=FOLDER/protobuf
      common --override_module=zlib=FOLDER/zlib
      common --distdir=FOLDER/files
      # Two workspaces compile the library once.
      build --disk_cache=FOLDER/cache
      # Debian has no native turbine.
      build --nojava_header_compilation
      """;

  private BazelModule() {}

  /** The startup options of a Bazel for a workspace beside the module. */
  static String[] startup() {
    return new String[] {"--bazelrc=../offline/bazelrc"};
  }

  /** Copies the module to the folder {@code perdure} of the workspace's home. */
  static void copyTo(Workspace workspace) throws IOException {
    for (String file : List.of("MODULE.bazel", "BUILD.bazel", ".bazelignore", "bazel")) {
      workspace.copySample("../" + file, "perdure/" + file);
    }
    for (String module : modules()) {
      workspace.copySample("../" + module + "/src/main", "perdure/" + module + "/src/main");
    }
  }

  /** The folders of the modules that are published. */
  static List<String> modules() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("src/main/java/module-info.java")))
          .map(folder -> String.valueOf(folder.getFileName()))
          .sorted()
          .toList();
    }
  }

  /** Writes what the options of {@link #startup()} name. */
  static void cutOff(Workspace workspace) throws IOException {
    write(workspace, "offline/bazelrc", OFFLINE.replace("FOLDER", workspace.inside("offline")));
    for (String name : EMPTY) {
      write(workspace, "offline/" + name + "/MODULE.bazel", "module(name = \"" + name + "\")\n");
    }
    write(workspace, "offline/buildozer/MODULE.bazel", "module(name = \"buildozer\")\n");
    write(workspace, "offline/buildozer/BUILD.bazel", "");
    write(
        workspace,
        "offline/buildozer/buildozer_binary.bzl",
        """
        def _empty_impl(ctx):
            ctx.file("BUILD.bazel", "")

        _empty = repository_rule(implementation = _empty_impl)
        buildozer_binary = module_extension(implementation = lambda ctx: _empty(name = "buildozer_binary"))
        """);
    write(workspace, "offline/jdk/WORKSPACE", "");
    write(
        workspace,
        "offline/jdk/BUILD",
        """
        alias(
          name = "jdk",
          actual = "@@rules_java~~toolchains~local_jdk//:jdk",
          visibility = ["//visibility:public"],
        )
        """);
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = workspace.home().resolve("offline/files/" + file.getFileName());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static void write(Workspace workspace, String path, String text) throws IOException {
    Path file = workspace.home().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
