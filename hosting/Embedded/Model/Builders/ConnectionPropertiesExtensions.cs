using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Combines connection properties.</summary>
public static class ConnectionPropertiesExtensions
{
    /// <summary>The properties of a resource with those of <paramref name="additional"/>, which win where both name one (in any case).</summary>
    public static IEnumerable<KeyValuePair<string, ReferenceExpression>> CombineProperties(this IResourceWithConnectionString source, IEnumerable<KeyValuePair<string, ReferenceExpression>> additional)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(additional);
        var combined = new OrderedDictionary<string, ReferenceExpression>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in source.GetConnectionProperties().Concat(additional))
        {
            combined[name] = value;
        }

        return combined;
    }
}
