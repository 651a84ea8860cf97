interface GlyphProps {
  readonly path: string;
}

/** Drawn here in a line or two, since they must be there before anything else has loaded. */
function Glyph({ path }: GlyphProps) {
  return (
    <svg className="portal-glyph" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

export const ambulanceGlyph = <Glyph path="M4 7.5h16v12H4zM9 7.5V5h6v2.5M12 10.5v6M9 13.5h6" />;
export const fireGlyph = (
  <Glyph path="M12 3c1 3.5 5.5 5.5 5.5 11a5.5 5.5 0 0 1-11 0c0-2 .8-3.6 2-5 .4 1.2 1 1.9 2 2.3C10.3 8.2 10.700 5.5 12 3z" />
);
export const familyGlyph = (
  <Glyph path="M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.5 19c0-3.2 2.400-5 5.5-5s5.5 1.800 5.5 5M16 11.5a2.5 2.5 0 1 0 0-5M17 14.2c2.2.4 3.5 2.100 3.5 4.800" />
);
export const deskGlyph = <Glyph path="M4 11l8-6.5 8 6.5M6 9.5V19.5h12V9.5M10 19.5v-5.5h4v5.5" />;
export const hotlineGlyph = (
  <Glyph path="M8 4.5l2 4.5-2.2 1.6a11 11 0 0 0 5.6 5.6L15 14l4.5 2v2.5a1.5 1.5 0 0 1-1.700 1.5C11 19.5 4.5 13 4 6.2A1.5 1.5 0 0 1 5.5 4.5z" />
);
