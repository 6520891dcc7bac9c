package dev.perdure.samples.javac;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * The javac command many times in one process, which is quicker than as many processes: each time
 * with a compiler, a file manager and a table of names of its own, as the JDK makes them.
 */
final class ColdJavac implements AutoCloseable {
  private static final String SEPARATOR = "\0";

  /** Without it, javac takes over the names of the compilation before, up to JDK 21. */
  private static final String OWN_NAMES = "-XDuseUnsharedTable";

  private final Process process;
  private final DataInputStream results;

  private ColdJavac(Process process) {
    this.process = process;
    this.results = new DataInputStream(process.getInputStream());
  }

  static ColdJavac start(Path directory) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dapplication.home=" + System.getProperty("java.home"),
                "-cp",
                Path.of(
                        ColdJavac.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .toString(),
                ColdJavac.class.getName())
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return new ColdJavac(builder.start());
  }

  Command.Result run(List<String> arguments) throws IOException {
    byte[] line = (String.join(SEPARATOR, arguments) + "\n").getBytes(UTF_8);
    process.getOutputStream().write(line);
    process.getOutputStream().flush();
    int exitCode = results.readInt();
    return new Command.Result(exitCode, new String(results.readNBytes(results.readInt()), UTF_8));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The process. */
  public static void main(String[] args) throws IOException {
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    DataOutputStream results = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(printed, true, UTF_8);
      System.setOut(out);
      System.setErr(out);
      PrintWriter writer = new PrintWriter(out, true, UTF_8);
      int exitCode = javac.run(writer, writer, (OWN_NAMES + SEPARATOR + line).split(SEPARATOR, -1));
      results.writeInt(exitCode);
      results.writeInt(printed.size());
      printed.writeTo(results);
      results.flush();
    }
  }
}
