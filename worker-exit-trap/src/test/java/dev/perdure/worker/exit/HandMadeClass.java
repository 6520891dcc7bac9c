package dev.perdure.worker.exit;

import static org.objectweb.asm.Opcodes.*;

import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/** Class files written without a compiler. */
final class HandMadeClass {
  private HandMadeClass() {}

  /** A class {@code Tool} with code as its main method, or an interface with it as initialiser. */
  static byte[] of(int version, int access, Consumer<MethodVisitor> code) {
    boolean frames = (version & 0xffff) >= V1_7;
    ClassWriter tool =
        new ClassWriter(frames ? ClassWriter.COMPUTE_FRAMES : ClassWriter.COMPUTE_MAXS);
    tool.visit(version, access, "Tool", null, "java/lang/Object", null);
    boolean isClass = (access & ACC_INTERFACE) == 0;
    MethodVisitor main =
        tool.visitMethod(
            isClass ? ACC_PUBLIC | ACC_STATIC : ACC_STATIC,
            isClass ? "main" : "<clinit>",
            isClass ? "([Ljava/lang/String;)V" : "()V",
            null,
            null);
    main.visitCode();
    code.accept(main);
    main.visitInsn(RETURN);
    main.visitMaxs(0, 0);
    main.visitEnd();
    tool.visitEnd();
    return tool.toByteArray();
  }

  static void exit(MethodVisitor code, int status) {
    code.visitIntInsn(BIPUSH, status);
    code.visitMethodInsn(INVOKESTATIC, "java/lang/System", "exit", "(I)V", false);
  }
}
