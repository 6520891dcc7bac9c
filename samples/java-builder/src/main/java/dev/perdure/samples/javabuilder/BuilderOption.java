package dev.perdure.samples.javabuilder;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of the command line, named as Bazel writes them: {@code --target_label} and so on.
 */
enum BuilderOption {
  // #region options
  OUTPUT(Shape.VALUE),
  NATIVE_HEADER_OUTPUT(Shape.VALUE),
  GENERATED_SOURCES_OUTPUT(Shape.VALUE),
  OUTPUT_MANIFEST_PROTO(Shape.VALUE),
  OUTPUT_DEPS_PROTO(Shape.VALUE),
  COMPRESS_JAR(Shape.FLAG),
  SOURCES(Shape.LIST),
  SOURCE_JARS(Shape.LIST),
  SOURCEPATH(Shape.LIST),
  CLASSPATH(Shape.LIST),
  BOOTCLASSPATH(Shape.LIST),
  SYSTEM(Shape.VALUE),
  PROCESSORPATH(Shape.LIST),
  PROCESSORS(Shape.LIST),
  JAVACOPTS(Shape.UNTIL_DASHES),
  TARGET_LABEL(Shape.VALUE),
  INJECTING_RULE_KIND(Shape.VALUE),
  STRICT_JAVA_DEPS(Shape.VALUE),
  DIRECT_DEPENDENCIES(Shape.LIST_TO_OPTION),
  REDUCE_CLASSPATH(Shape.FLAG),
  REDUCE_CLASSPATH_MODE(Shape.VALUE),
  DEPS_ARTIFACTS(Shape.LIST_TO_OPTION),
  POST_PROCESSOR(Shape.LIST_TO_OPTION),
  /** The tool that adds dependencies; Bazel's builder reads its name and uses none. */
  EXPERIMENTAL_FIX_DEPS_TOOL(Shape.VALUE),
  /** For statistics. */
  FULL_CLASSPATH_LENGTH(Shape.VALUE),
  /** For statistics. */
  REDUCED_CLASSPATH_LENGTH(Shape.VALUE);

  // #endregion options

  /** What follows an option. */
  enum Shape {
    FLAG,
    /** One argument, whatever it begins with. */
    VALUE,
    /** Arguments up to the next one that begins with a dash. */
    LIST,
    /** Arguments up to the next one that begins with two dashes. */
    LIST_TO_OPTION,
    /** Arguments up to two dashes. */
    UNTIL_DASHES
  }

  private static final Map<String, BuilderOption> BY_NAME = new HashMap<>();

  static {
    for (BuilderOption option : values()) {
      BY_NAME.put(option.toString(), option);
    }
  }

  private final Shape shape;
  private final String text;

  BuilderOption(Shape shape) {
    this.shape = shape;
    this.text = "--" + name().toLowerCase(Locale.ROOT);
  }

  /** The option that is written so; null if there is none. */
  static @Nullable BuilderOption of(String argument) {
    return BY_NAME.get(argument);
  }

  Shape shape() {
    return shape;
  }

  /** As it is written. */
  @Override
  public String toString() {
    return text;
  }
}
