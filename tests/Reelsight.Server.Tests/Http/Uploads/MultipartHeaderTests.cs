using System.Text;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Http.Uploads;

public sealed class MultipartHeaderTests
{
    [Theory]
    [InlineData("form-data; name=\"file\"; filename*")]
    [InlineData("form-data; name*; filename=\"a\"")]
    [InlineData("form-data; name")]
    public async Task A_parameter_without_a_value_is_refused(string disposition)
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = "multipart/form-data; boundary=b";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes($"--b\r\nContent-Disposition: {disposition}\r\n\r\n1\r\n--b--\r\n"));
        Caller.Set(
            http,
            new Caller
            {
                TenantId = "t",
                Name = "n",
                Scopes = AccessScopes.Write,
            }
        );
        var call = await Call.BindAsync(http);
        var e = await Assert.ThrowsAsync<ApiException>(() =>
            MultipartFormReader.ReadAsync(call!, ["file"], (_, _, content) => content.CopyToAsync(Stream.Null))
        );
        Assert.Contains("has no value", e.Message, StringComparison.Ordinal);
    }
}
