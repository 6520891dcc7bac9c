package dev.perdure.worker.exit;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Copies a class, and redirects its exit calls to methods that are added to it.
 *
 * <p>A stand-in takes from the stack what the call took, and also returns nothing. So all stack map
 * frames and stack depths stay valid. Computing them would load classes.
 */
final class ExitCallRewriter extends ClassVisitor {
  private static final int API = Opcodes.ASM9;

  private final Set<ExitCall> rewritten = EnumSet.noneOf(ExitCall.class);
  private String className = "";
  private boolean isInterface;
  private boolean takesMethods;

  private ExitCallRewriter(ClassVisitor target) {
    super(API, target);
  }

  /** Like {@link ExitCalls#rewrite}, but reads every class. */
  static byte[] rewrite(byte[] classFile) {
    try {
      ClassReader reader = new ClassReader(classFile);
      ClassWriter writer = new ClassWriter(reader, 0);
      ExitCallRewriter rewriter = new ExitCallRewriter(writer);
      reader.accept(rewriter, 0);
      return rewriter.rewritten.isEmpty() ? classFile : writer.toByteArray();
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) { // ASM reads damaged bytes until something breaks
      throw new IllegalArgumentException("expected an intact class file, reading it threw " + e, e);
    }
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    className = name;
    isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    takesMethods = !isInterface || (version & 0xffff) >= Opcodes.V1_8;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new CallRewriter(super.visitMethod(access, name, descriptor, signature, exceptions));
  }

  @Override
  public void visitEnd() {
    for (ExitCall call : rewritten) {
      call.addTrapMethod(cv);
    }
    super.visitEnd();
  }

  private @Nullable ExitCall exitCall(String owner, String method, String descriptor) {
    ExitCall call = ExitCall.of(owner, method, descriptor);
    if (call != null) {
      if (!takesMethods) {
        throw new IllegalArgumentException(
            "expected a class, or an interface of Java 8 or newer, came interface " + className);
      }
      rewritten.add(call);
    }
    return call;
  }

  private final class CallRewriter extends MethodVisitor {
    CallRewriter(MethodVisitor target) {
      super(API, target);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ownerIsInterface) {
      ExitCall call = exitCall(owner, name, descriptor);
      if (call == null) {
        super.visitMethodInsn(opcode, owner, name, descriptor, ownerIsInterface);
      } else {
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC, className, call.trapMethod(), call.trapDescriptor(), isInterface);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, constants(arguments));
    }

    @Override
    public void visitLdcInsn(Object value) {
      super.visitLdcInsn(constant(value));
    }

    private Object[] constants(Object[] values) {
      Object[] changed = new Object[values.length];
      for (int i = 0; i < values.length; i++) {
        changed[i] = constant(values[i]);
      }
      return changed;
    }

    /** A method reference is a handle among the arguments of the code that makes the lambda. */
    private Object constant(Object value) {
      if (value instanceof Handle handle) {
        ExitCall call = exitCall(handle.getOwner(), handle.getName(), handle.getDesc());
        return call == null
            ? handle
            : new Handle(
                Opcodes.H_INVOKESTATIC,
                className,
                call.trapMethod(),
                call.trapDescriptor(),
                isInterface);
      }
      if (value instanceof ConstantDynamic dynamic) {
        Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
        for (int i = 0; i < arguments.length; i++) {
          arguments[i] = constant(dynamic.getBootstrapMethodArgument(i));
        }
        return new ConstantDynamic(
            dynamic.getName(), dynamic.getDescriptor(), dynamic.getBootstrapMethod(), arguments);
      }
      return value;
    }
  }
}
