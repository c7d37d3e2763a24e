using Lab.Model;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lab.ServiceDefaults.Authentication;

/// <summary>What callers may do, derived from the responsibility matrix of lab.json.</summary>
public static class Permissions
{
    private const string ReadPolicy = "read";

    /// <summary>Whoever has a role of the lab may call it.</summary>
    /// <param name="endpoints">The endpoint or group.</param>
    public static TBuilder RequireReader<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(ReadPolicy);

    /// <summary>Only roles that are accountable or responsible for the activity may call it.</summary>
    /// <param name="endpoints">The endpoint or group.</param>
    /// <param name="activity">The id of an activity of lab.json, for example <c>security-implementation</c>.</param>
    public static TBuilder RequireActor<TBuilder>(this TBuilder endpoints, string activity)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(ActPolicy(activity));

    /// <summary>Only roles that act in the activity or are consulted may call it.</summary>
    /// <param name="endpoints">The endpoint or group.</param>
    /// <param name="activity">The id of an activity of lab.json.</param>
    public static TBuilder RequireCommenter<TBuilder>(this TBuilder endpoints, string activity)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(CommentPolicy(activity));

    internal static void AddPermissions(this IHostApplicationBuilder builder, LabDeclaration lab)
    {
        var authorization = builder.Services.AddAuthorizationBuilder();
        authorization.AddPolicy(ReadPolicy, policy => policy.RequireRole(lab.Roles.Select(r => r.Id)));
        foreach (var activity in lab.Activities)
        {
            authorization.AddPolicy(ActPolicy(activity.Id), policy => policy.RequireRole(activity.Actors));
            authorization.AddPolicy(CommentPolicy(activity.Id), policy => policy.RequireRole(activity.Commenters));
        }

        // An endpoint that names no policy is for readers, not for everybody.
        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireRole(lab.Roles.Select(r => r.Id)).Build());
    }

    private static string ActPolicy(string activity) => $"act:{activity}";

    private static string CommentPolicy(string activity) => $"comment:{activity}";
}
