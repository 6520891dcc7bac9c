package example.generator;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes a class with a constant for each message of a file. Arguments: file, package, folder. */
public final class Generator {
  private static final AtomicInteger WRITTEN = new AtomicInteger();

  private Generator() {}

  public static void main(String[] args) {
    System.exit(Worker.of(Generator::work).run(args));
  }

  private static int work(WorkContext context) throws IOException {
    List<String> arguments = context.arguments();
    Properties messages = new Properties();
    try (Reader file = Files.newBufferedReader(context.resolve(arguments.get(0)))) {
      messages.load(file);
    }
    StringBuilder source = new StringBuilder("package " + arguments.get(1) + ";\n\n");
    source.append("public final class Messages {\n  private Messages() {}\n\n");
    // Shows that the generator is warm: no generator needs this.
    source.append(constant("int", "NUMBER_OF_THE_WORKER", "" + WRITTEN.incrementAndGet()));
    for (String name : new TreeSet<>(messages.stringPropertyNames())) {
      String text = messages.getProperty(name).replace("\\", "\\\\").replace("\"", "\\\"");
      source.append(constant("String", name, '"' + text + '"'));
    }
    Path output = context.resolveOutput(arguments.get(2));
    Files.createDirectories(output);
    Files.writeString(output.resolve("Messages.java"), source.append("}\n"));
    return 0;
  }

  private static String constant(String type, String name, String value) {
    return "  public static final " + type + " " + name + " = " + value + ";\n";
  }
}
