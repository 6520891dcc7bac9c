package dev.perdure.samples.ghc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles the server with the compiler that it is for.
 *
 * @param context the request that waits for it
 */
record ServerBuild(Ghc ghc, WorkContext context) {
  private static final List<String> PACKAGES =
      List.of(
          "base", "bytestring", "containers", "directory", "filepath", "ghc", "ghc-boot", "unix");

  private static final String NO_FLAG = "-fthere-is-no-such-flag";
  private static final Pattern COMPLAINT = Pattern.compile("(\\S+): unrecogni[sz]ed flag");

  /** The arguments of the compiler, besides files. */
  static List<String> flags(Ghc ghc) {
    List<String> flags = new ArrayList<>(List.of("--make", "-O1", "-v0", "-package-env", "-"));
    flags.addAll(List.of("-no-user-package-db", "-hide-all-packages"));
    for (String name : PACKAGES) {
      flags.addAll(List.of("-package", name));
    }
    // Threaded, and with the same stack size as ghc: code that runs during a compilation may wait
    // for a process in one thread while another thread feeds it.
    flags.addAll(List.of("-threaded", "-rtsopts", "-with-rtsopts=-K512M"));
    if (ghc.dynamic()) {
      flags.add("-dynamic");
    }
    return flags;
  }

  /**
   * Compiles in an empty folder, and returns a folder in it that contains only the program. The
   * program has the same name as the compiler's, because some diagnostics show it.
   *
   * @throws IOException if it can't be compiled
   * @throws InterruptedException if the thread was interrupted
   */
  Path in(Path folder) throws IOException, InterruptedException {
    ServerSource.writeTo(folder);
    Matcher complaint = COMPLAINT.matcher(run(folder, List.of("-c", NO_FLAG)).printed());
    Path program = Files.createDirectory(folder.resolve("program"));
    List<String> arguments = new ArrayList<>(flags(ghc));
    arguments.addAll(List.of("-outputdir", "made", "-o"));
    arguments.add(program.resolve(complaint.find() ? complaint.group(1) : "ghc").toString());
    arguments.add("Main.hs");
    Result result = run(folder, arguments);
    if (result.exitCode() != 0) {
      throw new IOException("it can't be compiled:\n" + result.printed().strip());
    }
    return program;
  }

  private record Result(int exitCode, String printed) {}

  private Result run(Path folder, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(ghc.program()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true);
    Process process = context.attach(GhcProgram.GUARD.guard(builder).start());
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), printed);
  }
}
