package io.socketio.jakarta.cdi.scope;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.PassivationCapable;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.function.Supplier;

/** A bean that the library offers: one type, with an instance from the supplier when its scope begins. */
public final class LibraryBean<T> implements Bean<T>, PassivationCapable {

    private final Class<T> type;
    private final Class<? extends Annotation> scope;
    private final Set<Annotation> qualifiers;
    private final Supplier<? extends T> supplier;
    /** Weld asks for it at each look into a context. */
    private final String id;

    public LibraryBean(Class<T> type, Class<? extends Annotation> scope, Supplier<? extends T> supplier) {
        this(type, scope, Default.Literal.INSTANCE, supplier);
    }

    public LibraryBean(
            Class<T> type, Class<? extends Annotation> scope, Annotation qualifier, Supplier<? extends T> supplier) {
        this.type = type;
        this.scope = scope;
        this.qualifiers = Set.of(Any.Literal.INSTANCE, qualifier);
        this.supplier = supplier;
        this.id = LibraryArchive.id(LibraryBean.class) + ' ' + type.getName() + ' ' + qualifier;
    }

    @Override
    public T create(CreationalContext<T> creation) {
        return supplier.get();
    }

    @Override
    public void destroy(T instance, CreationalContext<T> creation) {
        creation.release();
    }

    @Override
    public Class<?> getBeanClass() {
        return type;
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return Set.of();
    }

    @Override
    public Set<Type> getTypes() {
        return Set.of(Object.class, type);
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return qualifiers;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return scope;
    }

    @Override
    public String getName() {
        return null;
    }

    @Override
    public Set<Class<? extends Annotation>> getStereotypes() {
        return Set.of();
    }

    @Override
    public boolean isAlternative() {
        return false;
    }

    @Override
    public String getId() {
        return id;
    }
}
