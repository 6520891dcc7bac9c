package dev.perdure.samples.javabuilder;

import com.sun.tools.javac.api.ClientCodeWrapper;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic;
import com.sun.tools.javac.util.JavacMessages;
import com.sun.tools.javac.util.Log;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileObject;

/** The diagnostics of one compilation. They are worded at once: later javac has forgotten how. */
@ClientCodeWrapper.Trusted
final class Messages implements DiagnosticListener<JavaFileObject> {
  private record Message(Diagnostic.Kind kind, String code, String text) {}

  /** Those that Bazel's builder keeps to itself. */
  private static final Set<String> SILENT =
      Set.of(
          "compiler.note.deprecated.filename",
          "compiler.note.deprecated.plural",
          "compiler.note.deprecated.recompile",
          "compiler.note.deprecated.filename.additional",
          "compiler.note.deprecated.plural.additional",
          "compiler.note.unchecked.filename",
          "compiler.note.unchecked.plural",
          "compiler.note.unchecked.recompile",
          "compiler.note.unchecked.filename.additional",
          "compiler.note.unchecked.plural.additional",
          "compiler.warn.sun.proprietary",
          "compiler.warn.proc.unmatched.processor.options",
          "compiler.warn.big.major.version",
          "compiler.warn.proc.processor.incompatible.source.version",
          "compiler.warn.unknown.enum.constant",
          "compiler.warn.unknown.enum.constant.reason");

  private static final String WERROR = "compiler.err.warnings.and.werror";

  private final Context context;
  private final WarningsAsErrors warningsAsErrors;
  private final List<Message> messages = new ArrayList<>();
  private boolean failing;

  Messages(Context context, WarningsAsErrors warningsAsErrors) {
    this.context = context;
    this.warningsAsErrors = warningsAsErrors;
  }

  @Override
  public void report(Diagnostic<? extends JavaFileObject> diagnostic) {
    JCDiagnostic javac = (JCDiagnostic) diagnostic;
    failing |= warningsAsErrors.contains(javac);
    String text =
        Log.instance(context)
            .getDiagnosticFormatter()
            .format(javac, JavacMessages.instance(context).getCurrentLocale());
    messages.add(new Message(javac.getKind(), javac.getCode(), text));
  }

  /** Whether a warning was reported that is to fail the compilation. */
  boolean hasFailingWarning() {
    return failing;
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /**
   * What to print: errors last, where they are seen.
   *
   * @param failing whether {@link #hasFailingWarning} did fail the compilation
   */
  List<String> texts(boolean failing) {
    boolean all = failing || messages.stream().anyMatch(it -> it.code().equals(WERROR));
    return messages.stream()
        .filter(it -> !SILENT.contains(it.code()) || (all && it.kind() != Diagnostic.Kind.NOTE))
        .sorted(Comparator.comparing(Message::kind).reversed())
        .map(Message::text)
        .toList();
  }
}
