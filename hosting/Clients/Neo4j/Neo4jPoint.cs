using System.Globalization;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>A point. Its text on the wire is well-known text with the reference system: <c>SRID=7203;POINT (1.0 2.0)</c>.</summary>
/// <param name="Srid">The coordinate reference system: 4326 and 4979 for WGS 84 (degrees, metres), 7203 and 9157 for Cartesian coordinates, in two and three dimensions.</param>
/// <param name="X">The first coordinate; a longitude in WGS 84.</param>
/// <param name="Y">The second coordinate; a latitude in WGS 84.</param>
/// <param name="Z">The third coordinate; null in two dimensions.</param>
public sealed record Neo4jPoint(int Srid, double X, double Y, double? Z = null)
{
    internal string ToText() => Z is null
        ? string.Create(CultureInfo.InvariantCulture, $"SRID={Srid};POINT ({X:R} {Y:R})")
        : string.Create(CultureInfo.InvariantCulture, $"SRID={Srid};POINT Z ({X:R} {Y:R} {Z:R})");

    /// <exception cref="FormatException">It is not a point.</exception>
    internal static Neo4jPoint Parse(string text)
    {
        var parts = text.Split(['=', ';', '(', ')', ' '], StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["SRID", var srid, "POINT", var x, var y] => new Neo4jPoint(int.Parse(srid, CultureInfo.InvariantCulture), Number(x), Number(y)),
            ["SRID", var srid, "POINT", "Z", var x, var y, var z] => new Neo4jPoint(int.Parse(srid, CultureInfo.InvariantCulture), Number(x), Number(y), Number(z)),
            _ => throw new FormatException($"'{text}' is not a point."),
        };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
