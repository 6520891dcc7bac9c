package dev.perdure.samples.javabuilder;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Kinds;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.TreeScanner;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Finds the types that a source names: what is written in it, not what javac adds or infers. */
final class TypeUses extends TreeScanner {
  private final BiConsumer<JCTree, Symbol> found;

  /**
   * @param found told where a type is named, and which
   */
  TypeUses(BiConsumer<JCTree, Symbol> found) {
    this.found = found;
  }

  private void check(JCTree place, @Nullable Symbol symbol) {
    if (symbol != null && symbol.kind == Kinds.Kind.TYP) {
      found.accept(place, symbol);
    }
  }

  @Override
  public void visitIdent(JCTree.JCIdent name) {
    check(name, name.sym);
  }

  @Override
  public void visitSelect(JCTree.JCFieldAccess name) {
    scan(name.selected);
    check(name, name.sym);
  }

  @Override
  public void visitPackageDef(JCTree.JCPackageDecl declaration) {
    scan(declaration.annotations);
    check(declaration, declaration.packge.package_info);
  }

  @Override
  public void visitMethodDef(JCTree.JCMethodDecl method) {
    // Of a constructor that javac made, the body can hold an initializer that is written.
    if ((method.mods.flags & Flags.GENERATEDCONSTR) != 0) {
      scan(method.body);
    } else {
      super.visitMethodDef(method);
    }
  }

  @Override
  public void visitVarDef(JCTree.JCVariableDecl variable) {
    scan(variable.mods);
    if (!variable.declaredUsingVar()) {
      scan(variable.vartype);
    }
    scan(variable.nameexpr);
    scan(variable.init);
  }

  @Override
  public void visitLambda(JCTree.JCLambda lambda) {
    if (lambda.paramKind != JCTree.JCLambda.ParameterKind.IMPLICIT) {
      scan(lambda.params);
    }
    scan(lambda.body);
  }
}
