package dev.postern.office;

/** An affine map of the plane (ISO 32000-1 §8.3.3): x' = ax + cy + e, y' = bx + dy + f. */
record Matrix(double a, double b, double c, double d, double e, double f) {

    static final Matrix SAME = new Matrix(1, 0, 0, 1, 0, 0);

    static Matrix move(double x, double y) {
        return new Matrix(1, 0, 0, 1, x, y);
    }

    /** First this one, then the other. */
    Matrix then(Matrix other) {
        return new Matrix(a * other.a + b * other.c, a * other.b + b * other.d, c * other.a + d * other.c, c * other.b + d * other.d,
                e * other.a + f * other.c + other.e, e * other.b + f * other.d + other.f);
    }
}
