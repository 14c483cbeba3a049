"""A plot in the original's form: draws a metric as a line into an SVG file, without Matplotlib."""

WIDTH, HEIGHT = 480, 240


def draw(filename, feedback, save_image, *series):
    """Takes (name, values) pairs; `feedback` is what earlier calls returned, so that several runs share one picture."""
    lines = (feedback or []) + list(series)
    if save_image:
        with open(filename, "w", encoding="utf-8") as output:
            output.write(svg(lines))
    return lines


def svg(lines):
    highest = max((value for _, values in lines for value in values), default=1) or 1
    drawn = "".join(f'<polyline fill="none" stroke="black" points="{points(values, highest)}"><title>{name}</title>'
                    "</polyline>" for name, values in lines)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{drawn}</svg>\n'


def points(values, highest):
    gap = WIDTH / max(1, len(values) - 1)
    return " ".join(f"{i * gap:.1f},{HEIGHT * (1 - value / highest):.1f}" for i, value in enumerate(values))
