package io.socketio.jakarta.json.jsonb;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type with its type arguments resolved.
 *
 * @param raw the class; {@code Object[]} for an array of a generic type
 * @param arguments the type arguments; empty for a class without type parameters, or one used without arguments; the component type for an array of a
 *     generic type
 */
record TypeUse(Class<?> raw, List<TypeUse> arguments) {

    static final TypeUse OBJECT = new TypeUse(Object.class, List.of());

    static TypeUse of(Type type) {
        return of(type, Map.of());
    }

    /** @param variables the types of type variables; all other variables count as {@code Object} */
    static TypeUse of(Type type, Map<TypeVariable<?>, TypeUse> variables) {
        if (type instanceof Class<?> known) {
            return new TypeUse(known, List.of());
        }
        if (type instanceof ParameterizedType generic) {
            List<TypeUse> arguments = new ArrayList<>();
            for (Type argument : generic.getActualTypeArguments()) {
                arguments.add(of(argument, variables));
            }
            return new TypeUse((Class<?>) generic.getRawType(), List.copyOf(arguments));
        }
        if (type instanceof GenericArrayType array) {
            return new TypeUse(Object[].class, List.of(of(array.getGenericComponentType(), variables)));
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0], variables);
        }
        return type instanceof TypeVariable<?> variable ? variables.getOrDefault(variable, OBJECT) : OBJECT;
    }

    TypeUse component() {
        return arguments.isEmpty() ? of(raw.getComponentType()) : arguments.get(0);
    }

    /** Returns the argument for a type parameter of this class or one of its supertypes; {@link #OBJECT} if it is unknown. */
    TypeUse argument(Class<?> supertype, int index) {
        return variables().getOrDefault(supertype.getTypeParameters()[index], OBJECT);
    }

    /** Returns the types of the type variables of this class and its supertypes. */
    Map<TypeVariable<?>, TypeUse> variables() {
        Map<TypeVariable<?>, TypeUse> variables = new HashMap<>();
        collect(this, variables);
        return variables;
    }

    private static void collect(TypeUse type, Map<TypeVariable<?>, TypeUse> variables) {
        TypeVariable<?>[] parameters = type.raw.getTypeParameters();
        for (int i = 0; i < type.arguments.size() && i < parameters.length; i++) {
            variables.put(parameters[i], type.arguments.get(i));
        }
        collectFrom(type.raw.getGenericSuperclass(), variables);
        for (Type parent : type.raw.getGenericInterfaces()) {
            collectFrom(parent, variables);
        }
    }

    private static void collectFrom(@Nullable Type parent, Map<TypeVariable<?>, TypeUse> variables) {
        if (parent != null) {
            collect(of(parent, variables), variables);
        }
    }
}
