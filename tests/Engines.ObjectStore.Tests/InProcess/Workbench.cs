using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lab.Engines.ObjectStore.Classes;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Operations;
using Lab.Engines.ObjectStore.Signing;
using Lab.Engines.ObjectStore.Storage;
using Lab.Engines.ObjectStore.Sweeping;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;

namespace Lab.Engines.ObjectStore.Tests.InProcess;

/// <summary>The engine without its server: requests go straight to the code that takes them from the wire, under a clock of the test's.</summary>
internal sealed class Workbench : IDisposable
{
    private static readonly Credentials Keys = new("lab", "secret");

    private readonly string folder = Directory.CreateTempSubdirectory("lab-objects-").FullName;
    private readonly Database database;
    private readonly Dispatcher dispatcher;

    public Workbench(double timeScale = 1)
    {
        database = new Database(Path.Combine(folder, "objects.db"));
        var data = new DataFiles(Path.Combine(folder, "data"));
        data.Create();
        Store = new Store(database, new BucketStore(database), new VersionStore(database), new UploadStore(database), data, new Archive(new ObjectStoreSettings(timeScale, Tls: false), Clock));
        var log = new EngineLog(Log);
        Sweeper = new Sweeper(Store, log);
        Authenticator = new Authenticator(Keys, Clock);
        dispatcher = new Dispatcher(Authenticator, new OperationCatalog(Store), log);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    public StringWriter Log { get; } = new();

    public Store Store { get; }

    public Sweeper Sweeper { get; }

    public Authenticator Authenticator { get; }

    /// <summary>All files there are, relative to the engine's folder.</summary>
    public string[] Files => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))];

    /// <summary>Waits until there are these files and no others: data that nobody needs goes in the background.</summary>
    public async Task HasFilesAsync(string[] expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!patience.IsCancellationRequested && !Files.ToHashSet().SetEquals(expected))
        {
            await Task.Yield();
        }

        Files.ShouldBe(expected, ignoreOrder: true);
    }

    public Task<Answer> SendAsync(string method, string target, string body = "", params (string Name, string Value)[] headers) =>
        SendAsync(Request(method, target, Encoding.UTF8.GetBytes(body), headers));

    public async Task<Answer> SendAsync(HttpContext context)
    {
        await dispatcher.InvokeAsync(context);
        return new Answer(context.Response.StatusCode, context.Response.Headers, ((MemoryStream)context.Response.Body).ToArray());
    }

    /// <summary>A request, rightly signed.</summary>
    public HttpContext Request(string method, string target, byte[] body, params (string Name, string Value)[] headers)
    {
        var context = Unsigned(method, target, body);
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        if (!context.Request.Headers.ContainsKey("x-amz-content-sha256"))
        {
            context.Request.Headers["x-amz-content-sha256"] = Convert.ToHexStringLower(SHA256.HashData(body));
        }

        Sign(context);
        return context;
    }

    public static HttpContext Unsigned(string method, string target, byte[] body)
    {
        var context = new DefaultHttpContext();
        var question = target.IndexOf('?', StringComparison.Ordinal);
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = target;
        context.Request.Method = method;
        context.Request.Host = new HostString("localhost");
        context.Request.Path = "/";
        context.Request.QueryString = question < 0 ? QueryString.Empty : new QueryString(target[question..]);
        context.Request.Body = new MemoryStream(body);
        context.Request.ContentLength = body.Length;
        context.Response.Body = new MemoryStream();
        return context;
    }

    public void Dispose()
    {
        database.Dispose();
        Log.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Sign(HttpContext context)
    {
        var stamp = Clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        context.Request.Headers["x-amz-date"] = stamp;
        string[] signed = [.. context.Request.Headers.Keys.Select(n => n.ToLowerInvariant()).Where(n => n.StartsWith("x-amz-", StringComparison.Ordinal)).Append("host").Distinct().Order(StringComparer.Ordinal)];
        var scope = new CredentialScope(Keys.AccessKey, stamp[..8], "us-east-1", "s3");
        var payload = context.Request.Headers["x-amz-content-sha256"].ToString();
        var signature = new SigningKey(Keys.SecretKey, scope).Sign($"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{CanonicalRequest.Hash(context, signed, payload)}");
        context.Request.Headers.Authorization = $"AWS4-HMAC-SHA256 Credential={Keys.AccessKey}/{scope}, SignedHeaders={string.Join(';', signed)}, Signature={signature}";
    }
}
