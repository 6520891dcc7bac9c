package dev.perdure.samples.javac;

import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a request, separated into javac's and our own.
 *
 * @param javac the arguments for javac, in their order
 * @param outputJar the jar to write instead of a folder of classes; empty for none
 * @param keeps whether what is read from jars may be kept for later requests
 * @param complaint an error message about our own arguments; empty if they are correct
 */
record JavacArguments(List<String> javac, String outputJar, boolean keeps, String complaint) {
  private static final String OUTPUT_JAR = "--output-jar";
  private static final String NO_CACHE = "--no-cache";

  JavacArguments {
    javac = List.copyOf(javac);
  }

  static JavacArguments parse(List<String> arguments) {
    List<String> javac = new ArrayList<>();
    String outputJar = "";
    boolean keeps = true;
    String complaint = "";
    for (String argument : arguments) {
      if (argument.startsWith(OUTPUT_JAR + "=")) {
        outputJar = argument.substring(OUTPUT_JAR.length() + 1);
        if (outputJar.isEmpty()) {
          complaint = OUTPUT_JAR + " requires an argument";
        }
      } else if (argument.equals(OUTPUT_JAR)) {
        complaint = OUTPUT_JAR + " requires an argument: " + OUTPUT_JAR + "=FILE";
      } else if (argument.equals(NO_CACHE)) {
        keeps = false;
      } else if (!argument.startsWith("-J")) {
        // The launcher does not pass on -J options, which are for a JVM that is already running
        // here.
        javac.add(argument);
      }
    }
    if (!outputJar.isEmpty() && javac.contains("-d")) {
      complaint = "option -d cannot be used together with " + OUTPUT_JAR;
    }
    return new JavacArguments(javac, outputJar, keeps, complaint);
  }
}
