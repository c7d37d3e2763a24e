using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded;

/// <summary>
/// Endpoints with all their arguments optional. They live here, in a namespace of the embedded host that its build files
/// import into every AppHost, since Aspire's own signatures of them differ between its versions while calls of them do not.
/// </summary>
public static class EndpointBuilderExtensions
{
    /// <summary>Adds an endpoint.</summary>
    /// <param name="builder">The resource that listens.</param>
    /// <param name="port">The port that clients connect to; null for one that is free.</param>
    /// <param name="targetPort">The port that the resource itself listens on; null for one that is free.</param>
    /// <param name="scheme">The scheme of its URL; null for the protocol's name.</param>
    /// <param name="name">Its name; null for its scheme.</param>
    /// <param name="env">The environment variable that tells the resource its target port.</param>
    /// <param name="isProxied">Whether clients may connect through a forwarder instead of to the resource itself.</param>
    /// <param name="isExternal">Whether it is meant for clients outside the application.</param>
    /// <param name="protocol">TCP, unless UDP is asked for.</param>
    /// <exception cref="DistributedApplicationException">The resource has an endpoint of that name.</exception>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        [EndpointName] string? name = null,
        string? env = null,
        bool isProxied = true,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(
            new EndpointAnnotation(protocol ?? ProtocolType.Tcp, scheme, transport: null, name, port, targetPort, isExternal, isProxied), env);
    }

    /// <summary>Adds an endpoint whose scheme, and name unless another is given, is http.</summary>
    /// <param name="builder">The resource that listens.</param>
    /// <param name="port">The port that clients connect to; null for one that is free.</param>
    /// <param name="targetPort">The port that the resource itself listens on; null for one that is free.</param>
    /// <param name="name">Its name; null for <c>http</c>.</param>
    /// <param name="env">The environment variable that tells the resource its target port.</param>
    /// <param name="isProxied">Whether clients may connect through a forwarder instead of to the resource itself.</param>
    /// <exception cref="DistributedApplicationException">The resource has an endpoint of that name.</exception>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        [EndpointName] string? name = null,
        string? env = null,
        bool isProxied = true)
        where T : IResourceWithEndpoints =>
        builder.WithEndpoint(port, targetPort, "http", name, env, isProxied, isExternal: null);

    /// <summary>Adds an endpoint whose scheme, and name unless another is given, is https.</summary>
    /// <param name="builder">The resource that listens.</param>
    /// <param name="port">The port that clients connect to; null for one that is free.</param>
    /// <param name="targetPort">The port that the resource itself listens on; null for one that is free.</param>
    /// <param name="name">Its name; null for <c>https</c>.</param>
    /// <param name="env">The environment variable that tells the resource its target port.</param>
    /// <param name="isProxied">Whether clients may connect through a forwarder instead of to the resource itself.</param>
    /// <exception cref="DistributedApplicationException">The resource has an endpoint of that name.</exception>
    public static IResourceBuilder<T> WithHttpsEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        [EndpointName] string? name = null,
        string? env = null,
        bool isProxied = true)
        where T : IResourceWithEndpoints =>
        builder.WithEndpoint(port, targetPort, "https", name, env, isProxied, isExternal: null);
}
