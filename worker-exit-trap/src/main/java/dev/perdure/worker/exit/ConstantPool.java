package dev.perdure.worker.exit;

/**
 * Looks into a class file's constant pool (JVMS 4.4) to find out whether a class may exit, so that
 * ASM is loaded only for a class that names an exit method.
 */
final class ConstantPool {
  private static final int FIRST_ENTRY = 10;

  private final byte[] classFile;
  private final int[] offsets;

  private ConstantPool(byte[] classFile, int size) {
    this.classFile = classFile;
    this.offsets = new int[size];
  }

  /**
   * Whether a method reference of the class is one of the {@link ExitCall}s. Also true for bytes
   * that can't be understood, since ASM reports these better.
   */
  static boolean namesExitMethod(byte[] classFile) {
    try {
      ConstantPool pool = new ConstantPool(classFile, u2(classFile, FIRST_ENTRY - 2));
      return pool.namesOwnerAndMethod() && pool.refersToExitMethod();
    } catch (IndexOutOfBoundsException e) {
      return true;
    }
  }

  /**
   * Notes where each constant is; false if the names are missing, which is nearly always the case.
   */
  private boolean namesOwnerAndMethod() {
    boolean owner = false;
    boolean method = false;
    int at = FIRST_ENTRY;
    for (int index = 1; index < offsets.length; index++) {
      offsets[index] = at;
      int tag = classFile[at];
      switch (tag) {
        case 1 -> { // Utf8
          owner |= isOwner(at);
          method |= isMethod(at);
          at += 3 + u2(classFile, at + 1);
        }
        case 7, 8, 16, 19, 20 -> at += 3; // Class, String, MethodType, Module, Package
        case 15 -> at += 4; // MethodHandle
        case 3, 4, 9, 10, 11, 12, 17, 18 -> at += 5; // numbers, members, types, dynamic
        case 5, 6 -> { // Long and Double take two entries
          at += 9;
          index++;
        }
        default -> throw new IndexOutOfBoundsException(tag);
      }
    }
    return owner && method;
  }

  private boolean refersToExitMethod() {
    for (int index = 1; index < offsets.length; index++) {
      int at = offsets[index];
      if (at == 0 || classFile[at] != 10) { // the second half of a Long, or no Methodref
        continue;
      }
      int owner = offsets[u2(classFile, offsets[u2(classFile, at + 1)] + 1)];
      int name = offsets[u2(classFile, offsets[u2(classFile, at + 3)] + 1)];
      if (isOwner(owner) && isMethod(name)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOwner(int at) {
    return isUtf8(at, "java/lang/System") || isUtf8(at, "java/lang/Runtime");
  }

  private boolean isMethod(int at) {
    return isUtf8(at, "exit") || isUtf8(at, "halt");
  }

  private boolean isUtf8(int at, String ascii) {
    if (u2(classFile, at + 1) != ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (classFile[at + 3 + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int u2(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
