/** A script that ends at once. */
