package dev.perdure.samples.javac;

import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a request, parted in javac's and ours.
 *
 * @param javac what javac gets, in the order given
 * @param outputJar the jar to write instead of a folder of classes; empty for none
 * @param keeps whether what is found out about jars may be kept for later requests
 * @param complaint what is wrong with our own arguments; empty if nothing is
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
        // The launcher keeps -J to itself: options of a JVM that is running already.
        javac.add(argument);
      }
    }
    if (!outputJar.isEmpty() && javac.contains("-d")) {
      complaint = "option -d cannot be used together with " + OUTPUT_JAR;
    }
    return new JavacArguments(javac, outputJar, keeps, complaint);
  }
}
