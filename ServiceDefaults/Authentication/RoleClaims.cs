using System.Security.Claims;
using System.Text.Json;

namespace Lab.ServiceDefaults.Authentication;

internal static class RoleClaims
{
    /// <summary>
    /// Copies the roles of the claim that an authority uses into the claim that the services read. A dotted name leads
    /// into a JSON object, as <c>realm_access.roles</c> does.
    /// </summary>
    public static void Lift(ClaimsIdentity identity, string claimName)
    {
        if (claimName == TokenNames.Roles)
        {
            return;
        }

        // Only the configured claim counts, not one of the services' own name that something else filled.
        foreach (var other in identity.FindAll(identity.RoleClaimType).ToArray())
        {
            identity.RemoveClaim(other);
        }

        // A claim's own name may have dots (it is often an address): the whole name is tried first.
        var values = identity.FindAll(claimName).Select(c => c.Value).ToArray();
        foreach (var role in values.Length > 0 ? values : Nested(identity, claimName.Split('.')))
        {
            identity.AddClaim(new Claim(identity.RoleClaimType, role));
        }
    }

    private static string[] Nested(ClaimsIdentity identity, string[] path)
    {
        if (identity.FindFirst(path[0]) is not { } claim || path.Length == 1)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(claim.Value);
            var element = document.RootElement;
            foreach (var name in path.Skip(1))
            {
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                {
                    return [];
                }
            }

            return element.ValueKind == JsonValueKind.Array
                ? [.. element.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
