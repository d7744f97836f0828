// Made by `npm run schemas` from schemas/waivers.schema.json; do not edit.
// <stdin>
var validate = validate10;
var stdin_default = validate10;
var schema11 = { "$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://cjclint.dev/schemas/waivers.schema.json", "title": "cjclint-waivers.yaml", "type": "object", "additionalProperties": false, "required": ["waivers"], "properties": { "waivers": { "type": "array", "items": { "type": "object", "additionalProperties": false, "required": ["rule", "reason"], "properties": { "rule": { "type": "string" }, "cluster": { "type": "string" }, "node": { "type": "string" }, "site": { "type": "string" }, "value": { "type": ["string", "number", "boolean"] }, "reason": { "type": "string" }, "approver": { "type": "string" }, "expires": { "type": "string" } } } } } };
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.waivers === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "waivers" }, message: "must have required property 'waivers'", schema: schema11.required, parentSchema: schema11, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "waivers")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11, data };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.waivers !== void 0) {
      let data0 = data.waivers;
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
            if (data1.rule === void 0) {
              const err2 = { instancePath: instancePath + "/waivers/" + i0, schemaPath: "#/properties/waivers/items/required", keyword: "required", params: { missingProperty: "rule" }, message: "must have required property 'rule'", schema: schema11.properties.waivers.items.required, parentSchema: schema11.properties.waivers.items, data: data1 };
              if (vErrors === null) {
                vErrors = [err2];
              } else {
                vErrors.push(err2);
              }
              errors++;
            }
            if (data1.reason === void 0) {
              const err3 = { instancePath: instancePath + "/waivers/" + i0, schemaPath: "#/properties/waivers/items/required", keyword: "required", params: { missingProperty: "reason" }, message: "must have required property 'reason'", schema: schema11.properties.waivers.items.required, parentSchema: schema11.properties.waivers.items, data: data1 };
              if (vErrors === null) {
                vErrors = [err3];
              } else {
                vErrors.push(err3);
              }
              errors++;
            }
            for (const key1 in data1) {
              if (!(key1 === "rule" || key1 === "cluster" || key1 === "node" || key1 === "site" || key1 === "value" || key1 === "reason" || key1 === "approver" || key1 === "expires")) {
                const err4 = { instancePath: instancePath + "/waivers/" + i0, schemaPath: "#/properties/waivers/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11.properties.waivers.items, data: data1 };
                if (vErrors === null) {
                  vErrors = [err4];
                } else {
                  vErrors.push(err4);
                }
                errors++;
              }
            }
            if (data1.rule !== void 0) {
              let data2 = data1.rule;
              if (typeof data2 !== "string") {
                const err5 = { instancePath: instancePath + "/waivers/" + i0 + "/rule", schemaPath: "#/properties/waivers/items/properties/rule/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.waivers.items.properties.rule.type, parentSchema: schema11.properties.waivers.items.properties.rule, data: data2 };
                if (vErrors === null) {
                  vErrors = [err5];
                } else {
                  vErrors.push(err5);
                }
                errors++;
              }
            }
            if (data1.cluster !== void 0) {
              let data3 = data1.cluster;
              if (typeof data3 !== "string") {
                const err6 = { instancePath: instancePath + "/waivers/" + i0 + "/cluster", schemaPath: "#/properties/waivers/items/properties/cluster/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.waivers.items.properties.cluster.type, parentSchema: schema11.properties.waivers.items.properties.cluster, data: data3 };
                if (vErrors === null) {
                  vErrors = [err6];
                } else {
                  vErrors.push(err6);
                }
                errors++;
              }
            }
            if (data1.node !== void 0) {
              let data4 = data1.node;
              if (typeof data4 !== "string") {
                const err7 = { instancePath: instancePath + "/waivers/" + i0 + "/node", schemaPath: "#/properties/waivers/items/properties/node/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.waivers.items.properties.node.type, parentSchema: schema11.properties.waivers.items.properties.node, data: data4 };
                if (vErrors === null) {
                  vErrors = [err7];
                } else {
                  vErrors.push(err7);
                }
                errors++;
              }
            }
            if (data1.site !== void 0) {
              let data5 = data1.site;
              if (typeof data5 !== "string") {
                const err8 = { instancePath: instancePath + "/waivers/" + i0 + "/site", schemaPath: "#/properties/waivers/items/properties/site/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.waivers.items.properties.site.type, parentSchema: schema11.properties.waivers.items.properties.site, data: data5 };
                if (vErrors === null) {
                  vErrors = [err8];
                } else {
                  vErrors.push(err8);
                }
                errors++;
              }
            }
            if (data1.value !== void 0) {
              let data6 = data1.value;
              if (typeof data6 !== "string" && !(typeof data6 == "number" && isFinite(data6)) && typeof data6 !== "boolean") {
                const err9 = { instancePath: instancePath + "/waivers/" + i0 + "/value", schemaPath: "#/properties/waivers/items/properties/value/type", keyword: "type", params: { type: schema11.properties.waivers.items.properties.value.type }, message: "must be string,number,boolean", schema: schema11.properties.waivers.items.properties.value.type, parentSchema: schema11.properties.waivers.items.properties.value, data: data6 };
                if (vErrors === null) {
                  vErrors = [err9];
                } else {
                  vErrors.push(err9);
                }
                errors++;
              }
            }
            if (data1.reason !== void 0) {
              let data7 = data1.reason;
              if (typeof data7 !== "string") {
                const err10 = { instancePath: instancePath + "/waivers/" + i0 + "/reason", schemaPath: "#/properties/waivers/items/properties/reason/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.waivers.items.properties.reason.type, parentSchema: schema11.properties.waivers.items.properties.reason, data: data7 };
                if (vErrors === null) {
                  vErrors = [err10];
                } else {
                  vErrors.push(err10);
                }
                errors++;
              }
            }
            if (data1.approver !== void 0) {
              let data8 = data1.approver;
              if (typeof data8 !== "string") {
                const err11 = { instancePath: instancePath + "/waivers/" + i0 + "/approver", schemaPath: "#/properties/waivers/items/properties/approver/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.waivers.items.properties.approver.type, parentSchema: schema11.properties.waivers.items.properties.approver, data: data8 };
                if (vErrors === null) {
                  vErrors = [err11];
                } else {
                  vErrors.push(err11);
                }
                errors++;
              }
            }
            if (data1.expires !== void 0) {
              let data9 = data1.expires;
              if (typeof data9 !== "string") {
                const err12 = { instancePath: instancePath + "/waivers/" + i0 + "/expires", schemaPath: "#/properties/waivers/items/properties/expires/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.waivers.items.properties.expires.type, parentSchema: schema11.properties.waivers.items.properties.expires, data: data9 };
                if (vErrors === null) {
                  vErrors = [err12];
                } else {
                  vErrors.push(err12);
                }
                errors++;
              }
            }
          } else {
            const err13 = { instancePath: instancePath + "/waivers/" + i0, schemaPath: "#/properties/waivers/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.waivers.items.type, parentSchema: schema11.properties.waivers.items, data: data1 };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
        }
      } else {
        const err14 = { instancePath: instancePath + "/waivers", schemaPath: "#/properties/waivers/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.waivers.type, parentSchema: schema11.properties.waivers, data: data0 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
  } else {
    const err15 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.type, parentSchema: schema11, data };
    if (vErrors === null) {
      vErrors = [err15];
    } else {
      vErrors.push(err15);
    }
    errors++;
  }
  validate10.errors = vErrors;
  return errors === 0;
}
export {
  stdin_default as default,
  validate
};
