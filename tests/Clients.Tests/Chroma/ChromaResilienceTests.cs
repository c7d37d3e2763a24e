using System.Diagnostics.Metrics;
using System.Net;
using Lab.Hosting.Clients.Chroma;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Clients.Tests.Chroma;

public sealed class ChromaResilienceTests : IDisposable
{
    private static readonly (HttpStatusCode, string) Busy = (HttpStatusCode.ServiceUnavailable, "");
    private static readonly (HttpStatusCode, string) Version = (HttpStatusCode.OK, "\"1.0.0\"");

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task A_request_that_may_be_repeated_is()
    {
        using var script = new Script(Busy, null, Version);
        using var client = Client(script);

        (await client.GetVersionAsync(Cancellation)).ShouldBe("1.0.0");

        script.Requests.ShouldBe(3);
    }

    [Fact]
    public async Task One_that_makes_something_is_sent_once()
    {
        using var script = new Script(Busy);
        using var client = Client(script);

        (await Should.ThrowAsync<ChromaUnavailableException>(() => client.CreateTenantAsync("ten", Cancellation))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        script.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_refused_is_not_repeated()
    {
        using var script = new Script((HttpStatusCode.InternalServerError, """{"error":"InternalError","message":"disk"}"""));
        using var client = Client(script);

        var refused = await Should.ThrowAsync<ChromaException>(() => client.GetVersionAsync(Cancellation));

        refused.Message.ShouldBe("ChromaDB refused 'version': disk");
        refused.Error.ShouldBe("InternalError");
        script.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("7")]
    public async Task An_answer_that_is_not_ChromaDBs_is_said_to_be_so(string body)
    {
        using var script = new Script((HttpStatusCode.OK, body));
        using var client = Client(script);

        await Should.ThrowAsync<ChromaException>(() => client.HeartbeatAsync(Cancellation));
        await Should.ThrowAsync<ChromaException>(() => client.GetVersionAsync(Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    public async Task A_refusal_in_other_words_still_has_its_status(string body)
    {
        using var script = new Script((HttpStatusCode.Unauthorized, body));
        using var client = Client(script);

        (await Should.ThrowAsync<ChromaException>(() => client.GetVersionAsync(Cancellation))).Message.ShouldContain("401");
    }

    private ChromaClient Client(Script script)
    {
        var telemetry = new ChromaTelemetry(services.GetRequiredService<IMeterFactory>(), TimeProvider.System);
        var address = ChromaAddress.Parse("http://chroma.test");
        return new ChromaClient(new ChromaTransport(script, address.Endpoint, new ChromaSettings(), telemetry, TimeProvider.System), address);
    }
}
