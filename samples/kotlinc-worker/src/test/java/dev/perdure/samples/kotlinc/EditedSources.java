package dev.perdure.samples.kotlinc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The sources of a small Kotlin library, and random edits of them. */
final class EditedSources {
  /** Kinds of edits; after each of the first ones the library still compiles, without a warning. */
  enum Edit {
    NOTHING,
    TOUCH,
    BODY,
    COMMENT_LINE,
    RESULT_TYPE,
    CONSTANT,
    INLINE_BODY,
    INLINE_OBJECT,
    INLINE_LINE,
    DEFAULT_ARGUMENT,
    ALIAS,
    SUBCLASS,
    ENUM_ENTRY,
    SUPERTYPE,
    OVERRIDE,
    OVERLOAD,
    PARAMETER_NAMES,
    VISIBILITY,
    ADD_FILE,
    REMOVE_FILE,
    RENAME_FILE,
    MOVE_FUNCTION,
    SWAP_CLASSES,
    CONTRACT,
    NULLABLE,
    GENERIC_BOUND,
    DATA_FIELD,
    COMPANION,
    PROPERTY_KIND,
    OPERATOR,
    TYPE_ERROR,
    SAME_CLASS_TWICE,
    SAME_FUNCTION_TWICE,
    MISSING_NAME,
    WARNING,
    DEPRECATED_WARNING,
    OPT_IN_ERROR,
    NOT_EXHAUSTIVE,
    EXTENSION_SHADOWED
  }

  private final Random random;
  private int count;

  // What the sources are made from.
  private final Map<Integer, Integer> touched = new TreeMap<>();
  private int body = 1;
  private int lines;
  private boolean isLong;
  private int constant = 1;
  private int inlineBody = 1;
  private int inlineObject = 1;
  private int inlineLines;
  private int defaultArgument = 1;
  private boolean isAliasLong;
  private boolean hasTriangle;
  private boolean hasBlue;
  private boolean hasSupertype;
  private boolean isOverridden;
  private boolean hasOverload;
  private boolean hasOtherNames;
  private boolean isInternal;
  private final List<Integer> extra = new ArrayList<>(List.of(1));
  private String movedName = "Zed";
  private boolean isMoved;
  private boolean isSwapped;
  private boolean hasContract;
  private boolean isNullable;
  private boolean isBounded;
  private boolean hasSecondField;
  private boolean hasCompanion;
  private boolean isGetter;
  private boolean isMinus;
  private Edit broken = Edit.NOTHING;

  EditedSources(Random random) {
    this.random = random;
  }

  /** Whether the last edit makes the compiler say something. */
  boolean isBroken() {
    return broken != Edit.NOTHING;
  }

  void apply(Edit edit) {
    broken = Edit.NOTHING;
    count++;
    switch (edit) {
      case NOTHING -> {}
      case TOUCH -> touched.put(random.nextInt(100), count);
      case BODY -> body = count;
      case COMMENT_LINE -> lines = (lines + 1) % 3;
      case RESULT_TYPE -> isLong = !isLong;
      case CONSTANT -> constant = count;
      case INLINE_BODY -> inlineBody = count;
      case INLINE_OBJECT -> inlineObject = count;
      case INLINE_LINE -> inlineLines = (inlineLines + 1) % 3;
      case DEFAULT_ARGUMENT -> defaultArgument = count;
      case ALIAS -> isAliasLong = !isAliasLong;
      case SUBCLASS -> hasTriangle = !hasTriangle;
      case ENUM_ENTRY -> hasBlue = !hasBlue;
      case SUPERTYPE -> hasSupertype = !hasSupertype;
      case OVERRIDE -> isOverridden = !isOverridden;
      case OVERLOAD -> hasOverload = !hasOverload;
      case PARAMETER_NAMES -> hasOtherNames = !hasOtherNames;
      case VISIBILITY -> isInternal = !isInternal;
      case ADD_FILE -> extra.add(count);
      case REMOVE_FILE -> {
        if (!extra.isEmpty()) {
          int index = random.nextInt(extra.size());
          extra.subList(index, index + 1).clear(); // remove(int) is easily taken for the other one.
        }
      }
      case RENAME_FILE -> movedName = movedName.equals("Zed") ? "Able" : "Zed";
      case MOVE_FUNCTION -> isMoved = !isMoved;
      case SWAP_CLASSES -> isSwapped = !isSwapped;
      case CONTRACT -> hasContract = !hasContract;
      case NULLABLE -> isNullable = !isNullable;
      case GENERIC_BOUND -> isBounded = !isBounded;
      case DATA_FIELD -> hasSecondField = !hasSecondField;
      case COMPANION -> hasCompanion = !hasCompanion;
      case PROPERTY_KIND -> isGetter = !isGetter;
      case OPERATOR -> isMinus = !isMinus;
      default -> broken = edit;
    }
  }

  /** The text of each file by its name. */
  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "Body.kt",
        "// \n".repeat(lines)
            + "package lib\n\nfun body(): Int { val all = listOf(1, 2).map { it + "
            + body
            + " }; return all.sum() }\nfun isTrue(text: String?): Boolean "
            + (hasContract
                ? "{ kotlin.contracts.contract { returns(true) implies (text != null) }; return text != null }"
                : "= text != null")
            + "\n");
    if (hasContract) {
      files.compute(
          "Body.kt",
          (name, text) -> "@file:OptIn(kotlin.contracts.ExperimentalContracts::class)\n" + text);
    }
    files.put(
        "Result.kt",
        "package lib\n\nfun result() = 1"
            + (isLong ? "L" : "")
            + "\nfun mayBe(): String"
            + (isNullable ? "? = null" : " = \"text\"")
            + "\n"
            + (broken == Edit.WARNING ? "fun warned() { val unused: String = null!! }\n" : "")
            + (broken == Edit.TYPE_ERROR ? "val wrong: Int = \"text\"\n" : ""));
    files.put(
        "UsesResult.kt",
        "package lib\n\nval kept = result()\nfun shown() = \"${result()} ${mayBe()}\"\nfun of(text: String?) = if (isTrue(text)) \"yes\" else \"no\"\n"
            + (broken == Edit.MISSING_NAME ? "fun lost() = nowhere()\n" : ""));
    files.put(
        "Constants.kt",
        "package lib\n\nconst val LIMIT = "
            + constant
            + "\nobject Names { const val NAME = \"n"
            + constant
            + "\" }\n");
    files.put(
        "UsesConstants.kt",
        "package lib\n\nannotation class Sized(val size: Int)\n@Sized(LIMIT) class Limited { val limit = LIMIT; val name = Names.NAME + \"!\" }\n");
    files.put(
        "Inlines.kt",
        "package lib\n"
            + "\n".repeat(inlineLines)
            + "inline fun twice(change: (Int) -> Int): Int = change(change("
            + inlineBody
            + "))\n"
            + "inline fun runner(crossinline action: () -> Unit): Runnable = object : Runnable { override fun run() { println("
            + inlineObject
            + "); action() } }\n"
            + "inline fun <reified T> named(): String = T::class.java.name + twice { it }\n"
            + "inline val inlined: Int get() = "
            + inlineBody
            + "\n");
    files.put(
        "sub/UsesInlines.kt",
        "package lib.sub\n\nimport lib.*\n\nfun sum() = twice { it + 1 } + inlined\nfun started() = runner { println(\"started\") }.run()\nval name = named<String>()\n");
    files.put(
        "sub/UsesInlines2.kt",
        "package lib.sub\n\nfun nested() = sum() + listOf(1).map { lib.twice { n -> n * it } }.size\n");
    files.put(
        "Defaults.kt",
        "package lib\n\nclass Defaults(val first: Int = "
            + defaultArgument
            + ", val second: String = \"s\") { fun with(one: Int = first, two: Int = "
            + defaultArgument
            + ") = one + two }\nfun parameters("
            + (hasOtherNames ? "left: Int, right: Int" : "right: Int, left: Int")
            + ") = left - right\n");
    files.put(
        "UsesDefaults.kt",
        "package lib\n\nfun defaults() = Defaults().with(two = 3) + parameters(left = 1, right = 2)\n");
    files.put(
        "Aliases.kt",
        "package lib\n\ntypealias Amount = "
            + (isAliasLong ? "Long" : "Int")
            + "\ntypealias Change<T> = (T) -> T\n");
    files.put(
        "UsesAliases.kt",
        "package lib\n\nclass Account(val amounts: List<Amount>) { fun change(it: Change<Amount>) = amounts.map(it) }\n");
    files.put(
        "Shapes.kt",
        "package lib\n\nsealed interface Shape\ndata class Circle(val radius: Int"
            + (hasSecondField ? ", val color: Color = Color.RED" : "")
            + ") : Shape\n"
            + (hasTriangle || broken == Edit.NOT_EXHAUSTIVE ? "object Triangle : Shape\n" : "")
            + "@JvmInline value class Side(val length: Int)\nclass Square(val side: Side) : Shape\n");
    files.put(
        "Areas.kt",
        "package lib\n\nfun area(shape: Shape) = when (shape) {\n  is Circle -> shape.radius\n  is Square -> shape.side.length\n"
            + (hasTriangle ? "  is Triangle -> 3\n" : "")
            + "}\nfun copied(it: Circle) = it.copy(radius = 2)\nfun unpacked(it: Circle): Int { val (radius) = it; return radius }\n");
    files.put(
        "Colors.kt",
        "package lib\n\nenum class Color { RED, GREEN"
            + (hasBlue ? ", BLUE" : "")
            + "; fun other() = entries.first { it != this } }\n");
    files.put(
        "UsesColors.kt",
        "@file:Suppress(\"REDUNDANT_ELSE_IN_WHEN\")\npackage lib\n\nfun number(color: Color) = when (color) { Color.RED -> 1; Color.GREEN -> 2; else -> "
            + "3 }\nfun all() = Color.entries.joinToString { when (it) { Color.GREEN -> \"g\"; else -> it.name } }\n");
    files.put(
        "Base.kt",
        "package lib\n\ninterface Named { fun name() = \"named\" }\nopen class Base"
            + (hasSupertype ? " : Named" : "")
            + " { open fun size(): Number = 1\n  protected val kept = 2\n  "
            + (isOverridden ? "open fun added() = 1" : "")
            + "\n  "
            + (broken == Edit.EXTENSION_SHADOWED ? "fun extended() = 1\n" : "")
            + "}\n");
    files.put(
        "Derived.kt",
        "package lib\n\nopen class Derived : Base() { override fun size() = kept\n"
            + (isOverridden ? "  override fun added() = 2\n" : "")
            + "  inner class Inner { fun size() = this@Derived.size() } }\nclass Last : Derived() { fun twice() = size() * 2 }\nfun isNamed(it: Any) = it is Named\nfun nameOf(it: Base) = (it as? Named)?.name()\n"
            + (broken == Edit.SAME_CLASS_TWICE ? "class Generic\n" : ""));
    files.put("Extensions.kt", "package lib\n\nfun Base.extended() = \"extended\"\n");
    files.put("UsesExtensions.kt", "package lib\n\nfun extensions() = Base().extended()\n");
    files.put("Overloads.kt", "package lib\n\nfun overloaded(it: Any) = \"any\"\n");
    files.put(
        "MoreOverloads.kt",
        "package lib\n\n"
            + (hasOverload ? "fun overloaded(it: Int) = it\n" : "")
            + (broken == Edit.SAME_FUNCTION_TWICE
                ? "fun overloaded(it: Any) = \"again\"\n"
                : "fun other() = 1\n"));
    files.put("UsesOverloads.kt", "package lib\n\nval chosen = overloaded(1)\n");
    files.put(
        "Generics.kt",
        "package lib\n\nclass Generic<T"
            + (isBounded ? " : Any" : "")
            + ">(val value: T) { fun <R> map(change: (T) -> R) = change(value) }\nfun <T"
            + (isBounded ? " : Comparable<T>" : "")
            + "> largest(all: List<T>) = all.first()\n");
    files.put(
        "UsesGenerics.kt",
        "package lib\n\nval generic = Generic(1).map { it.toString() }\nval largest = largest(listOf(\"a\"))\n");
    files.put(
        "Hidden.kt",
        "package lib\n\n"
            + (isInternal ? "internal" : "public")
            + " fun hidden() = 1\nclass Holder { "
            + (hasCompanion
                ? "companion object { @JvmStatic fun make() = Holder() }"
                : "object Maker { fun make() = Holder() }")
            + "\n  "
            + (isGetter ? "val property get() = 1" : "@JvmField val property = 1")
            + "\n  operator fun "
            + (isMinus ? "minus" : "plus")
            + "(it: Int) = it }\n"
            + (hasCompanion ? "" : "fun Holder.Maker.unused() = 1\n"));
    files.put(
        "UsesHidden.kt",
        "package lib\n\ninternal fun shows() = hidden()\nfun made() = Holder"
            + (hasCompanion ? "" : ".Maker")
            + ".make().property\nfun counted(it: Holder) = it "
            + (isMinus ? "-" : "+")
            + " 1\n");
    files.put("UsesHidden2.kt", "package lib\n\nfun property(it: Holder) = it.property\n");
    files.put(movedName + ".kt", "package lib\n\nfun renamed() = 1\nclass Renamed\n");
    files.put(
        "UsesRenamed.kt", "package lib\n\nfun uses(it: Renamed) = renamed() + it.hashCode()\n");
    files.put(
        "From.kt",
        "package lib\n\nfun stays() = 1\n"
            + (isMoved ? "" : "fun moved() = twice { it + 2 }\n")
            + (isSwapped ? "class Two { val two = 2 }\n" : "class One { val one = 1 }\n"));
    files.put(
        "To.kt",
        "package lib\n\nval there = 1\n"
            + (isMoved ? "fun moved() = twice { it + 2 }\n" : "")
            + (isSwapped ? "class One { val one = 1 }\n" : "class Two { val two = 2 }\n"));
    files.put("UsesMoved.kt", "package lib\n\nfun calls() = moved() + One().one + Two().two\n");
    for (int each : extra) {
      files.put(
          "extra/Extra" + each + ".kt",
          "package lib.extra\n\nfun extra" + each + "() = lib.body() + " + each + "\n");
    }
    files.put(
        "Marked.kt",
        "package lib\n\n"
            + (broken == Edit.OPT_IN_ERROR ? "@RequiresOptIn " : "")
            + "annotation class Marked\n");
    files.put(
        "Marks.kt",
        "package lib\n\n@Marked fun marked() = 1\n@Suppress(\"unused\") "
            + (broken == Edit.DEPRECATED_WARNING ? "@Deprecated(\"old\") " : "")
            + "fun old() = 1\n");
    files.put("UsesMarks.kt", "package lib\n\nfun marks() = marked() + old()\n");
    int index = 0;
    int size = files.size();
    for (String name : List.copyOf(files.keySet())) {
      int at = index++;
      int number =
          touched.entrySet().stream()
              .filter(it -> it.getKey() % size == at)
              .mapToInt(Map.Entry::getValue)
              .sum();
      String function = name.replaceAll("\\W", "_");
      files.compute(
          name,
          (key, text) ->
              text
                  + "fun touch_"
                  + function
                  + "(all: List<String>) = all.filter { it.length > "
                  + number
                  + " }.map { it + \""
                  + number
                  + "\" }"
                  + (number % 3 == 1 ? ".sortedBy { object : Any() {}.hashCode() }" : "")
                  + "\n");
    }
    return files;
  }
}
