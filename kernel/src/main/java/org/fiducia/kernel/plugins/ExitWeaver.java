package org.fiducia.kernel.plugins;

import org.fiducia.api.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;

/**
 * Keeps deployed plug-ins from ending the process: in their classes {@code System.exit}, {@code Runtime.exit} and {@code
 * Runtime.halt} throw, so that the measurement that called them fails and nothing else does.
 */
public final class ExitWeaver implements WeavingHook {
    private static final String MESSAGE = "a plug-in may not end the process";
    private static final String REFUSAL = "fiducia$exit";
    private static final int API = Opcodes.ASM9;

    @Override
    public void weave(WovenClass woven) {
        if (Deployer.deployed(woven.getBundleWiring().getBundle())) {
            byte[] changed = withoutExit(woven.getBytes());
            if (changed != null) {
                woven.setBytes(changed);
            }
        }
    }

    /** The class with every exit replaced; null when it has none, or cannot be read. */
    static @Nullable byte[] withoutExit(byte[] bytes) {
        try {
            var reader = new ClassReader(bytes);
            var writer = new ClassWriter(reader, 0);
            var changer = new Changer(writer);
            reader.accept(changer, 0);
            return changer.changed ? writer.toByteArray() : null;
        } catch (RuntimeException e) {
            return null; // a class file from the future: it is taken as it is
        }
    }

    private static final class Changer extends ClassVisitor {
        private String owner = "";
        private boolean isInterface;
        private boolean changed;

        Changer(ClassVisitor next) {
            super(API, next);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            owner = name;
            isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
            super.visit(version, access, name, signature, parent, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            return new MethodVisitor(API, super.visitMethod(access, name, type, signature, exceptions)) {
                @Override
                public void visitMethodInsn(int code, String of, String called, String calledType, boolean itf) {
                    boolean exit = calledType.equals("(I)V")
                            && (of.equals("java/lang/System") && called.equals("exit")
                                    || of.equals("java/lang/Runtime")
                                            && (called.equals("exit") || called.equals("halt")));
                    if (exit) {
                        changed = true;
                        String taken = code == Opcodes.INVOKESTATIC ? "(I)V" : "(Ljava/lang/Runtime;I)V";
                        super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, REFUSAL, taken, isInterface);
                    } else {
                        super.visitMethodInsn(code, of, called, calledType, itf);
                    }
                }
            };
        }

        @Override
        public void visitEnd() {
            if (changed) {
                refuse("(I)V", 1);
                refuse("(Ljava/lang/Runtime;I)V", 2);
            }
            super.visitEnd();
        }

        private void refuse(String type, int arguments) {
            int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
            MethodVisitor method = super.visitMethod(access, REFUSAL, type, null, null);
            method.visitCode();
            method.visitTypeInsn(Opcodes.NEW, "java/lang/SecurityException");
            method.visitInsn(Opcodes.DUP);
            method.visitLdcInsn(MESSAGE);
            method.visitMethodInsn(
                    Opcodes.INVOKESPECIAL, "java/lang/SecurityException", "<init>", "(Ljava/lang/String;)V", false);
            method.visitInsn(Opcodes.ATHROW);
            method.visitMaxs(3, arguments);
            method.visitEnd();
        }
    }
}
