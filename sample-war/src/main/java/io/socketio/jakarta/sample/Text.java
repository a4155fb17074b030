package io.socketio.jakarta.sample;

import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text from a client that may have several lines: not blank, and without half surrogate pairs. Null passes. */
@Size
@Pattern(regexp = Text.NOT_BLANK)
@Pattern(regexp = "\\P{Cs}*+")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Text {

    /** Possessive, as the other patterns: a hostile text costs one pass over it. */
    String NOT_BLANK = "(?sU)\\s*+\\S.*+";

    /** The longest, in UTF-16 units, as {@code maxlength} counts in a browser. */
    @OverridesAttribute(constraint = Size.class, name = "max")
    int max();

    String message() default "must be a text of 1 to {max} characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
