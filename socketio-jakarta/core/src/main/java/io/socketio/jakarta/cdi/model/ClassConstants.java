package io.socketio.jakarta.cdi.model;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads the texts in the constant pool of a class file. Reflection hides an annotation whose class is missing, such as {@code javax.annotation.*} on
 * today's servers; the class file still contains its name.
 *
 * <p>Java Virtual Machine Specification, 4.4.
 */
final class ClassConstants {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int UTF8 = 1;

    private ClassConstants() {}

    /**
     * Reads the texts of a class.
     *
     * @return empty if the class file cannot be found or read: some class loaders do not provide theirs
     */
    static Set<String> texts(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream found = loader == null ? null : loader.getResourceAsStream(file)) {
            return found == null ? Set.of() : texts(new DataInputStream(new BufferedInputStream(found)));
        } catch (IOException e) {
            return Set.of();
        }
    }

    private static Set<String> texts(DataInputStream in) throws IOException {
        Set<String> texts = new HashSet<>();
        if (in.readInt() != MAGIC) {
            return texts;
        }
        in.skipNBytes(4);
        int count = in.readUnsignedShort();
        for (int index = 1; index < count; index++) {
            int tag = in.readUnsignedByte();
            if (tag == UTF8) {
                texts.add(in.readUTF());
                continue;
            }
            in.skipNBytes(length(tag));
            if (tag == 5 || tag == 6) {
                // Long and double occupy two entries.
                index++;
            }
        }
        return texts;
    }

    private static int length(int tag) throws IOException {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IOException("unknown constant " + tag);
        };
    }
}
