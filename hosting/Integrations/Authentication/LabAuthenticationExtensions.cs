using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations.Authentication;
using Lab.Model;
using Microsoft.Extensions.Configuration;

namespace Lab.Hosting.Integrations;

/// <summary>Lets people and programs sign in to the lab's services.</summary>
public static class LabAuthenticationExtensions
{
    private const string RolesKey = "Lab:Login:Roles";

    // The role of those who have no other: it adds nothing to the others.
    private const string ReaderRole = "reader";

    /// <summary>
    /// Declares how the services tell who calls: in a local run by the secret parameter <c>auth-signing-key</c>; in the manifest by an
    /// OIDC authority, the parameters <c>auth-authority</c> and <c>auth-audience</c>.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <returns>What to give to <see cref="WithLabAuthentication"/>.</returns>
    public static LabAuthentication AddLabAuthentication(this IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ExecutionContext.IsRunMode
            ? new(builder.AddParameter("auth-signing-key", new GenerateParameterDefault { MinLength = 64, Special = false }, secret: true, persist: true).Resource, null, null)
            : new(null, builder.AddParameter("auth-authority").Resource, builder.AddParameter("auth-audience").Resource);
    }

    /// <summary>Passes a service what it needs to tell who calls.</summary>
    /// <typeparam name="T">The service's type.</typeparam>
    /// <param name="service">The service.</param>
    /// <param name="authentication">The lab's authentication.</param>
    /// <returns>The service.</returns>
    public static IResourceBuilder<T> WithLabAuthentication<T>(this IResourceBuilder<T> service, LabAuthentication authentication)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(authentication);
        return authentication.SigningKey is { } key
            ? service.WithEnvironment("Authentication__SigningKey", key)
            : service.WithEnvironment("Authentication__Authority", authentication.Authority!).WithEnvironment("Authentication__Audience", authentication.Audience!);
    }

    /// <summary>
    /// In a local run, prints a one-time login link to this service once it is ready, and gives the service a command that prints
    /// another. <c>Lab:Login:Roles</c> (names of lab.json's roles, comma-separated) narrows the roles of the session; by default it has all.
    /// </summary>
    /// <typeparam name="T">The service's type.</typeparam>
    /// <param name="service">The service; it must have an endpoint named <c>http</c>.</param>
    /// <param name="authentication">The lab's authentication.</param>
    /// <param name="lab">The lab, whose roles there are.</param>
    /// <returns>The service.</returns>
    /// <exception cref="DistributedApplicationException"><c>Lab:Login:Roles</c> names a role that lab.json does not declare.</exception>
    public static IResourceBuilder<T> WithLoginLink<T>(this IResourceBuilder<T> service, LabAuthentication authentication, LabDeclaration lab)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(authentication);
        ArgumentNullException.ThrowIfNull(lab);
        if (authentication.SigningKey is not { } key)
        {
            return service;
        }

        var configuration = service.ApplicationBuilder.Configuration;
        var link = new LoginLink(service.GetEndpoint("http"), key, RolesOf(configuration, lab), TimeProvider.System);
        // A run that only waits until all is healthy ends before anybody could sign in.
        if (configuration["until-healthy"] is null && configuration.GetValue("Lab:Login:Print", true))
        {
            service.OnResourceReady((_, _, token) => link.PrintAsync(Console.Out, token));
        }

        return service.WithCommand("login-link", "New login link", async context =>
        {
            await link.PrintAsync(Console.Out, context.CancellationToken).ConfigureAwait(false);
            return CommandResults.Success();
        }, new CommandOptions { Description = "Prints a one-time login link on the AppHost's console.", IconName = "Key" });
    }

    private static string[] RolesOf(ConfigurationManager configuration, LabDeclaration lab)
    {
        var declared = lab.Roles.Select(role => role.Id).ToArray();
        if (string.IsNullOrWhiteSpace(configuration[RolesKey]))
        {
            return [.. declared.Where(role => role != ReaderRole)];
        }

        var chosen = configuration[RolesKey]!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return chosen.Except(declared).FirstOrDefault() is { } unknown
            ? throw new DistributedApplicationException($"{RolesKey} names the role '{unknown}'; allowed are {string.Join(", ", declared)}.")
            : chosen;
    }
}
