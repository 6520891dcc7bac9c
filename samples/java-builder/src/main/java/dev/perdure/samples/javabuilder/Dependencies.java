package dev.perdure.samples.javabuilder;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.comp.AttrContext;
import com.sun.tools.javac.comp.Env;
import com.sun.tools.javac.file.PathFileObject;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic;
import com.sun.tools.javac.util.Log;
import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which jars one compilation uses and how, what its sources are, and whether they name
 * classes of jars that their target does not depend on itself. Not thread-safe.
 *
 * <p>When javac has failed with a part of the class path, a second compilation adds to what the
 * first one found, as in Bazel's own builder.
 */
final class Dependencies implements ObservedCompiler.Observer {
  private record Violation(JavaFileObject source, int position, String text) {}

  private final WorkContext request;
  private final StrictDeps strict;
  private final String label;
  private final Set<String> direct;
  private final JarNames jars;
  private final CompilationUnits units;
  private final TypeUses uses = new TypeUses(this::use);

  private final Set<Object> seenTrees = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Symbol> seenTypes = new HashSet<>();
  private final Set<String> packages = new HashSet<>();
  private final List<String> packagesBefore;
  private final Map<String, Jdeps.Kind> kinds;
  private final Set<String> indirect = new HashSet<>();
  private final Set<JarOwner> missing = new HashSet<>();
  private final List<Violation> violations = new ArrayList<>();
  private @Nullable JavaFileObject source;
  private String advice = "";

  Dependencies(
      BuilderArguments arguments,
      StrictDeps strict,
      WorkContext request,
      CompilationUnits units,
      @Nullable Dependencies before) {
    this.packagesBefore = before == null ? List.of() : before.packages();
    this.kinds = before == null ? new HashMap<>() : new HashMap<>(before.kinds);
    this.request = request;
    this.strict = strict;
    this.units = units;
    this.label = arguments.label();
    this.direct = new HashSet<>(arguments.all(BuilderOption.DIRECT_DEPENDENCIES));
    this.jars = new JarNames(request, new HashSet<>(arguments.all(BuilderOption.BOOTCLASSPATH)));
  }

  /** The jars of a class path that were used, in its order. */
  List<Jdeps.Dependency> of(List<String> classPath) {
    List<Jdeps.Dependency> used = new ArrayList<>();
    for (String jar : classPath) {
      Jdeps.Kind kind = kinds.get(jar);
      if (kind != null) {
        used.add(new Jdeps.Dependency(jar, kind));
      }
    }
    return used;
  }

  /** The packages of the sources, sorted; those of the compilation before once more. */
  List<String> packages() {
    return Stream.concat(packagesBefore.stream(), packages.stream()).sorted().toList();
  }

  /** How to add the dependencies that are missing; empty if none is. */
  String advice() {
    return advice;
  }

  @Override
  public void attributed(Env<AttrContext> type, boolean sound) {
    JavaFileObject own = type.enclClass.sym.sourcefile;
    source = own == null ? type.toplevel.sourcefile : own;
    if (seenTrees.add(type.tree)) {
      uses.scan(type.tree);
    }
    JCTree.JCCompilationUnit unit = type.toplevel;
    if (seenTrees.add(unit)) {
      uses.scan(unit.getImports());
      uses.scan(unit.getPackage());
      packages.add(unit.packge.isUnnamed() ? "" : unit.packge.getQualifiedName().toString());
    }
    if (sound) {
      units.add(request.relativize(Path.of(unit.sourcefile.getName())).toString(), unit);
    }
  }

  private void use(JCTree place, Symbol symbol) {
    Symbol.ClassSymbol type = symbol.enclClass();
    // One of the sources can be in a jar of the class path, too; annotation processing makes javac
    // look there.
    if (type == null || type.sourcefile instanceof PathFileObject) {
      return;
    }
    String jar = jars.of(type.classfile);
    if (jar != null && seenTypes.add(type)) {
      kinds.put(jar, Jdeps.Kind.EXPLICIT);
      if (!direct.contains(jar) && indirect.add(jar)) {
        violate(place, symbol, jar);
      }
    }
  }

  private void violate(JCTree place, Symbol symbol, String jar) {
    JarOwner owner;
    try {
      owner = JarOwner.read(jar, request.resolve(jar));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (missing.add(owner) && source != null) {
      String used =
          symbol.getSimpleName().contentEquals("package-info")
              ? "package " + symbol.getEnclosingElement()
              : "type " + symbol;
      String text =
          "[strict] Using "
              + used
              + " from an indirect dependency (TOOL_INFO: \""
              + owner.text()
              + "\")."
              + (owner.label().isEmpty() ? "" : " See command below **");
      violations.add(new Violation(source, place.pos, text));
    }
  }

  @Override
  public void finish(Context context) {
    for (Symbol.ClassSymbol type : Symtab.instance(context).getAllClasses()) {
      String jar = jars.of(type.classfile == null ? type.sourcefile : type.classfile);
      if (jar != null) {
        Jdeps.Kind kind = type.isCompleted() ? Jdeps.Kind.IMPLICIT : Jdeps.Kind.INCOMPLETE;
        kinds.merge(jar, kind, Dependencies::stronger);
      }
    }
    if (strict != StrictDeps.OFF) {
      violations.forEach(it -> report(it, Log.instance(context)));
      if (!missing.isEmpty()) {
        advice = adviceFor(missing, JarOwner.shortLabel(label));
      }
    }
  }

  private static Jdeps.Kind stronger(Jdeps.Kind one, Jdeps.Kind other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void report(Violation violation, Log log) {
    JavaFileObject before = log.useSource(violation.source());
    try {
      if (strict == StrictDeps.ERROR) {
        log.error(
            violation.position(),
            new JCDiagnostic.Error("compiler", "proc.messager", violation.text()));
      } else {
        log.warning(
            violation.position(),
            new JCDiagnostic.Warning("compiler", "proc.messager", violation.text()));
      }
    } finally {
      log.useSource(before);
    }
  }

  private static String adviceFor(Set<JarOwner> missing, String label) {
    String labels =
        missing.stream()
            .map(JarOwner::label)
            .filter(it -> !it.isEmpty())
            .sorted()
            .map(JarOwner::shortLabel)
            .distinct()
            .collect(Collectors.joining(" "));
    if (labels.isEmpty()) {
      return "";
    }
    String bold = "\u001b[35m\u001b[1m ** ";
    String plain = "\u001b[0m ";
    return bold
        + "Please add the following dependencies:"
        + plain
        + "\n  "
        + labels
        + " to "
        + label
        + " \n"
        + bold
        + "You can use the following buildozer command:"
        + plain
        + "\nbuildozer 'add deps "
        + labels
        + "' "
        + label
        + " \n\n";
  }
}
