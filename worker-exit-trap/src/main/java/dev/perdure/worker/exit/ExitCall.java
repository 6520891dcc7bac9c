package dev.perdure.worker.exit;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A way to end a JVM, and the method that stands in for it in a rewritten class.
 *
 * <p>Each class gets its own methods, because its loader may not see Perdure and its module may not
 * read Perdure's: a tool's loader often has the platform loader as its parent, or none.
 */
enum ExitCall {
  SYSTEM_EXIT("java/lang/System", "exit", "(I)V"),
  RUNTIME_EXIT("java/lang/Runtime", "exit", "(Ljava/lang/Runtime;I)V"),
  RUNTIME_HALT("java/lang/Runtime", "halt", "(Ljava/lang/Runtime;I)V");

  private final String owner;
  private final String method;
  private final String trapDescriptor;

  ExitCall(String owner, String method, String trapDescriptor) {
    this.owner = owner;
    this.method = method;
    this.trapDescriptor = trapDescriptor;
  }

  /** The exit call that calls a method, or null if that is not an exit method. */
  static @Nullable ExitCall of(String owner, String method, String descriptor) {
    for (ExitCall call : values()) {
      if (call.owner.equals(owner) && call.method.equals(method) && descriptor.equals("(I)V")) {
        return call;
      }
    }
    return null;
  }

  String trapMethod() {
    return "perdure$" + method;
  }

  /**
   * The descriptor of the stand-in, which takes from the stack what the call takes: the methods of
   * Runtime have a receiver.
   */
  String trapDescriptor() {
    return trapDescriptor;
  }

  /**
   * Adds the method, written so that it verifies in a class file of any version: it has no branch,
   * so it needs no stack map frame, and no class constant, which Java 1.4 did not have. In Java:
   *
   * <pre>{@code
   * MethodHandles.publicLookup()
   *     .findStatic(
   *         ClassLoader.getSystemClassLoader().loadClass("dev.perdure.worker.ExitTrap"),
   *         "exit",
   *         MethodType.methodType(Void.TYPE, Integer.TYPE))
   *     .invokeExact(status);
   * }</pre>
   */
  void addTrapMethod(ClassVisitor target) {
    int status = trapDescriptor.equals("(I)V") ? 0 : 1;
    MethodVisitor body =
        target.visitMethod(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
            trapMethod(),
            trapDescriptor,
            null,
            null);
    body.visitCode();
    invokeStatic(
        body,
        "java/lang/invoke/MethodHandles",
        "publicLookup",
        "()Ljava/lang/invoke/MethodHandles$Lookup;");
    invokeStatic(
        body, "java/lang/ClassLoader", "getSystemClassLoader", "()Ljava/lang/ClassLoader;");
    body.visitLdcInsn(ExitTrapAgent.TRAP);
    invokeVirtual(
        body, "java/lang/ClassLoader", "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;");
    body.visitLdcInsn(method);
    body.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/Void", "TYPE", "Ljava/lang/Class;");
    body.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/Integer", "TYPE", "Ljava/lang/Class;");
    invokeStatic(
        body,
        "java/lang/invoke/MethodType",
        "methodType",
        "(Ljava/lang/Class;Ljava/lang/Class;)Ljava/lang/invoke/MethodType;");
    invokeVirtual(
        body,
        "java/lang/invoke/MethodHandles$Lookup",
        "findStatic",
        "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/invoke/MethodType;)"
            + "Ljava/lang/invoke/MethodHandle;");
    body.visitVarInsn(Opcodes.ILOAD, status);
    invokeVirtual(body, "java/lang/invoke/MethodHandle", "invokeExact", "(I)V");
    body.visitInsn(Opcodes.RETURN);
    body.visitMaxs(5, status + 1);
    body.visitEnd();
  }

  private static void invokeStatic(MethodVisitor body, String owner, String name, String type) {
    body.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, type, false);
  }

  private static void invokeVirtual(MethodVisitor body, String owner, String name, String type) {
    body.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, type, false);
  }
}
